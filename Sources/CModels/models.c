#include "CModels.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sentence_vectors[] = {
#embed "sentence-vectors.bin"
};
static const unsigned char tagger[] = {
#embed "tagger.textmodel"
};
static const unsigned char posts[] = {
#embed "posts.textmodel"
};

const unsigned char *cmodels_sentence_vectors(size_t *size) {
  *size = sizeof(sentence_vectors);
  return sentence_vectors;
}

const unsigned char *cmodels_tagger(size_t *size) {
  *size = sizeof(tagger);
  return tagger;
}

const unsigned char *cmodels_posts(size_t *size) {
  *size = sizeof(posts);
  return posts;
}
