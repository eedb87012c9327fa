"""The benchmark of `make bench`: this server and stock Rasa, one after the other, with the same conversations."""
