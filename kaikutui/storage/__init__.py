"""What touches the disk: sessions and agendas as TOML, drafts, locks, and the folders they live in."""
