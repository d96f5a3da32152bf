"""How fast the program is, measured in a real pseudo-terminal beside programs that do next to nothing.

``python -m benchmarks`` measures, prints a table and writes ``docs/performance.md``; ``--short`` takes a few samples
of each; ``--check`` takes only what can be counted (bytes, modules, system calls) and fails when a count has grown.
Times are ratios of programs that are alive at once and get one key each in turn, so that a busy machine slows all.
"""
