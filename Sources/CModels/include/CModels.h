// Models that are part of the program: see README.md beside the files.
#ifndef PRAHARI_CMODELS_H
#define PRAHARI_CMODELS_H

#include <stddef.h>

// The bytes of each file and how many they are.
const unsigned char *cmodels_sentence_vectors(size_t *size);
const unsigned char *cmodels_tagger(size_t *size);
const unsigned char *cmodels_posts(size_t *size);

#endif
