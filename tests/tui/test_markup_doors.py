"""No text becomes markup: what a widget is given to show is content, never a bare string."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kaikutui

TUI = Path(kaikutui.__file__).parent / "tui"

READ_AS_MARKUP = {
    "Button", "Checkbox", "Collapsible", "DataTable", "Label", "Link", "ListItem", "Log", "Markdown", "OptionList",
    "RadioButton", "RadioSet", "RichLog", "Select", "SelectionList", "Static", "Switch", "TabPane", "Tabs", "Tree",
}  # fmt: skip
"""Widgets of Textual that read a string as markup, and those that nobody here needs."""

FORBIDDEN_CALLS = {"notify", "from_markup", "escape", "render_markup"}
FORBIDDEN_PLACES = {"border_title", "border_subtitle", "tooltip", "sub_title"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(TUI.rglob("*.py")):
        yield str(path.relative_to(TUI)), ast.parse(path.read_text("utf-8"))


def name_of(call: ast.Call) -> str:
    """The last word of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_string(node: ast.expr) -> bool:
    """Whether an expression can be seen to be a bare string."""
    if isinstance(node, ast.IfExp):
        return is_string(node.body) or is_string(node.orelse)
    if isinstance(node, ast.BinOp):
        return is_string(node.left) or is_string(node.right)
    bare = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    if isinstance(node, ast.Call) and name_of(node) == "join" and isinstance(node.func, ast.Attribute):
        # Content is joined by content.
        return is_string(node.func.value)
    return bare or (isinstance(node, ast.Call) and name_of(node) in ("text", "show", "str", "shorten"))


def findings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Places where a string could become markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node)
            if name in FORBIDDEN_CALLS:
                yield node.lineno, name
            if name in READ_AS_MARKUP and any(map(is_string, node.args)):
                yield node.lineno, name
            if name == "update" and isinstance(node.func, ast.Attribute) and any(map(is_string, node.args)):
                yield node.lineno, name
            yield from (
                (node.lineno, word.arg or "") for word in node.keywords if word.arg in (*FORBIDDEN_PLACES, "markup")
            )
            if name == "TextArea":
                yield from ((node.lineno, "placeholder") for word in node.keywords if word.arg == "placeholder")
        if isinstance(node, ast.Assign):
            places = [target.attr for target in node.targets if isinstance(target, ast.Attribute)]
            yield from ((node.lineno, place) for place in places if place in FORBIDDEN_PLACES)


def test_no_widget_is_given_a_bare_string_to_show() -> None:
    assert [f"{path}:{line} {what}" for path, tree in trees() for line, what in findings(tree)] == []


@pytest.mark.parametrize(
    "line",
    [
        'Static("[b]x")', "Label(text('a'))", "self.x.update(f'{name}')", "app.notify('x')", "w.border_title = name",
        "Static(Content('x'), markup=True)", "TextArea(placeholder=hint)", "Static(show(name) + 'x')", "escape(name)",
        "Button('x' if y else z)", "w.update(' '.join(names))",
    ],
)  # fmt: skip
def test_each_such_door_is_noticed(line: str) -> None:
    assert list(findings(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ["Static(content(name))", "Static(id='x')", "w.update(lines.header(a))", "x.show('a')"]
)
def test_what_is_content_passes(line: str) -> None:
    assert not list(findings(ast.parse(line)))
