// What Web Push and sealed state need of OpenSSL's libcrypto, which libcurl brings along: P-256, HKDF, AES-128-GCM, ES256;
// HMAC-SHA-256, AES-256-SIV.
// Every function returns 1 when it worked, else 0; nothing is written then that may be used.
#ifndef PRAHARI_CCRYPTO_H
#define PRAHARI_CCRYPTO_H

#include <stddef.h>
#include <stdint.h>

enum { CCRYPTO_PRIVATE = 32, CCRYPTO_PUBLIC = 65, CCRYPTO_SECRET = 32, CCRYPTO_SIGNATURE = 64, CCRYPTO_TAG = 16 };

int ccrypto_random(uint8_t *out, size_t count);

// The scalar, big-endian.
int ccrypto_p256_generate(uint8_t *private_key);
// The point as 04 X Y; 0 for a scalar outside of 1..<n.
int ccrypto_p256_public(const uint8_t *private_key, uint8_t *public_key);
// Whether 65 bytes are a point on the curve.
int ccrypto_p256_is_point(const uint8_t *public_key);
// The scalar of a PEM text (SEC 1 or PKCS 8); 0 when it is none of P-256, or needs a passphrase.
int ccrypto_p256_read_pem(const char *pem, size_t count, uint8_t *private_key);
// ECDH: the X coordinate.
int ccrypto_p256_agree(const uint8_t *private_key, const uint8_t *peer, uint8_t *secret);

// ES256 (RFC 7518): R and S, 32 bytes each.
int ccrypto_es256_sign(const uint8_t *private_key, const uint8_t *text, size_t count, uint8_t *signature);
int ccrypto_es256_verify(const uint8_t *public_key, const uint8_t *text, size_t count, const uint8_t *signature);

// HKDF-SHA-256 (RFC 5869), extract and expand.
int ccrypto_hkdf(
    const uint8_t *salt, size_t salt_count, const uint8_t *key, size_t key_count, const uint8_t *info, size_t info_count,
    uint8_t *out, size_t count);

// AES-128-GCM with a 12-byte nonce and no additional data: the ciphertext and its tag.
int ccrypto_seal(const uint8_t *key, const uint8_t *nonce, const uint8_t *plain, size_t count, uint8_t *out);
// `count` with the tag; 0 when the tag is wrong.
int ccrypto_open(const uint8_t *key, const uint8_t *nonce, const uint8_t *sealed, size_t count, uint8_t *out);

// Sealing of state: deterministic, one object a thread.
typedef struct ccrypto_sealer ccrypto_sealer;
enum { CCRYPTO_TOKEN = 22, CCRYPTO_TOKEN_KEY = 32, CCRYPTO_SEAL_KEY = 64, CCRYPTO_SEAL_TAG = 16 };

// NULL when libcrypto lacks AES-256-SIV or memory. Copies the keys.
ccrypto_sealer *ccrypto_sealer_new(const uint8_t *token_key, const uint8_t *seal_key);
void ccrypto_sealer_free(ccrypto_sealer *sealer);
// HMAC-SHA-256 of the store's byte and the text, cut to 16 bytes, as 22 characters of base64url; no NUL.
int ccrypto_sealer_token(ccrypto_sealer *sealer, uint8_t store, const void *text, size_t count, uint8_t *token);
// AES-256-SIV (RFC 5297), with store and token as associated data: the tag, then as many bytes as `plain` has, at least one.
int ccrypto_sealer_seal(
    ccrypto_sealer *sealer, uint8_t store, const uint8_t *token, const uint8_t *plain, size_t count, uint8_t *out);
// `count` with the tag; 0 when it was sealed by another key, for another token, or was changed.
int ccrypto_sealer_open(
    ccrypto_sealer *sealer, uint8_t store, const uint8_t *token, const uint8_t *sealed, size_t count, uint8_t *out);
// AES-256-SIV with any associated data, for the vectors in tests.
int ccrypto_siv_seal(
    const uint8_t *key, const uint8_t *data, size_t data_count, const uint8_t *plain, size_t count, uint8_t *out);

#endif
