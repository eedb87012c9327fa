"""Coming back: a code for another device, and a word that is asked for first."""

CODE = "<CODE_1>"  # stands for a code wherever one is recorded
