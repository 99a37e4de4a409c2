"""Rule files to rules: reading, selecting, showing."""
