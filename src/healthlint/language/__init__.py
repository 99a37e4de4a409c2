"""`Article` to `Annotated`: words, sentences, concepts, and what surrounds them."""
