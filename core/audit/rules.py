"""The right to read the trail. Who has it stands in accounts/rules.py: core knows no roles."""

READ_TRAIL = "audit.read_trail"
