"""How the tagger is trained: lines in twelve languages, values for their slots, noise, and the learning itself."""
