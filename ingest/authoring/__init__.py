"""For who adds a source: looking at its pages, proposing a seed, recording cases, trying it live."""
