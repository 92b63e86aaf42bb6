"""The Excel form of a submission: written, read back, and held against what stands."""
