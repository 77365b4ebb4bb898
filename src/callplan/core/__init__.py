"""The thinking: no files, no clock, no screen, no database, no third-party library."""
