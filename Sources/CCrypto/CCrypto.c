#include "CCrypto.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <string.h>

int ccrypto_random(uint8_t *out, size_t count) { return count <= INT_MAX && RAND_bytes(out, (int)count) == 1; }

int ccrypto_p256_public(const uint8_t *private_key, uint8_t *public_key) {
    int done = 0;
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *scalar = BN_bin2bn(private_key, CCRYPTO_PRIVATE, NULL);
    EC_POINT *point = group ? EC_POINT_new(group) : NULL;
    if (group && scalar && point && !BN_is_zero(scalar) && BN_cmp(scalar, EC_GROUP_get0_order(group)) < 0
        && EC_POINT_mul(group, point, scalar, NULL, NULL, NULL) == 1) {
        done = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, public_key, CCRYPTO_PUBLIC, NULL)
            == CCRYPTO_PUBLIC;
    }
    EC_POINT_free(point);
    BN_clear_free(scalar);
    EC_GROUP_free(group);
    return done;
}

// A key of libcrypto; `private_key` may be NULL.
static EVP_PKEY *key_of(const uint8_t *public_key, const uint8_t *private_key) {
    EVP_PKEY *key = NULL;
    BIGNUM *scalar = private_key ? BN_bin2bn(private_key, CCRYPTO_PRIVATE, NULL) : NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    if (builder && context && (!private_key || scalar)
        && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0)
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, public_key, CCRYPTO_PUBLIC)
        && (!scalar || OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, scalar))
        && (parameters = OSSL_PARAM_BLD_to_param(builder)) && EVP_PKEY_fromdata_init(context) == 1) {
        int selection = scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
        if (EVP_PKEY_fromdata(context, &key, selection, parameters) != 1) key = NULL;
    }
    OSSL_PARAM_free(parameters);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_BLD_free(builder);
    BN_clear_free(scalar);
    return key;
}

static EVP_PKEY *own_key(const uint8_t *private_key) {
    uint8_t public_key[CCRYPTO_PUBLIC];
    return ccrypto_p256_public(private_key, public_key) ? key_of(public_key, private_key) : NULL;
}

// The scalar of a key, when it is one of P-256.
static int scalar_of(EVP_PKEY *key, uint8_t *private_key) {
    char group[64] = {0};
    BIGNUM *scalar = NULL;
    int done = EVP_PKEY_get_group_name(key, group, sizeof group, NULL) == 1 && OBJ_txt2nid(group) == NID_X9_62_prime256v1
        && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &scalar) == 1
        && BN_bn2binpad(scalar, private_key, CCRYPTO_PRIVATE) == CCRYPTO_PRIVATE;
    BN_clear_free(scalar);
    return done;
}

int ccrypto_p256_generate(uint8_t *private_key) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    int done = key && scalar_of(key, private_key);
    EVP_PKEY_free(key);
    return done;
}

int ccrypto_p256_is_point(const uint8_t *public_key) {
    if (public_key[0] != 4) return 0;
    EVP_PKEY *key = key_of(public_key, NULL);
    EVP_PKEY_free(key);
    return key != NULL;
}

static int no_passphrase(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

int ccrypto_p256_read_pem(const char *pem, size_t count, uint8_t *private_key) {
    if (count > INT_MAX) return 0;
    BIO *source = BIO_new_mem_buf(pem, (int)count);
    EVP_PKEY *key = source ? PEM_read_bio_PrivateKey(source, NULL, no_passphrase, NULL) : NULL;
    int done = key && scalar_of(key, private_key);
    EVP_PKEY_free(key);
    BIO_free(source);
    return done;
}

int ccrypto_p256_agree(const uint8_t *private_key, const uint8_t *peer, uint8_t *secret) {
    EVP_PKEY *own = own_key(private_key);
    EVP_PKEY *other = key_of(peer, NULL);
    EVP_PKEY_CTX *context = own ? EVP_PKEY_CTX_new(own, NULL) : NULL;
    size_t count = CCRYPTO_SECRET;
    int done = other && context && EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, other) == 1
        && EVP_PKEY_derive(context, secret, &count) == 1 && count == CCRYPTO_SECRET;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(other);
    EVP_PKEY_free(own);
    return done;
}

int ccrypto_es256_sign(const uint8_t *private_key, const uint8_t *text, size_t count, uint8_t *signature) {
    int done = 0;
    EVP_PKEY *key = own_key(private_key);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t der[128];
    size_t length = sizeof der;
    if (key && context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1
        && EVP_DigestSign(context, der, &length, text, count) == 1) {
        const unsigned char *start = der;
        ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &start, (long)length);
        done = pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, 32) == 32
            && BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + 32, 32) == 32;
        ECDSA_SIG_free(pair);
    }
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return done;
}

int ccrypto_es256_verify(const uint8_t *public_key, const uint8_t *text, size_t count, const uint8_t *signature) {
    int done = 0;
    EVP_PKEY *key = key_of(public_key, NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(signature, 32, NULL);
    BIGNUM *s = BN_bin2bn(signature + 32, 32, NULL);
    if (pair && r && s && ECDSA_SIG_set0(pair, r, s) == 1) {
        r = s = NULL;
        unsigned char *der = NULL;
        int length = i2d_ECDSA_SIG(pair, &der);
        done = length > 0 && key && context && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1
            && EVP_DigestVerify(context, der, (size_t)length, text, count) == 1;
        OPENSSL_free(der);
    }
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(pair);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return done;
}

int ccrypto_hkdf(
    const uint8_t *salt, size_t salt_count, const uint8_t *key, size_t key_count, const uint8_t *info, size_t info_count,
    uint8_t *out, size_t count) {
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, "SHA256", 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_count),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_count),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_count),
        OSSL_PARAM_construct_end(),
    };
    int done = context && EVP_KDF_derive(context, out, count, parameters) == 1;
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return done;
}

int ccrypto_seal(const uint8_t *key, const uint8_t *nonce, const uint8_t *plain, size_t count, uint8_t *out) {
    int length = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int done = context && count <= INT_MAX && EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), NULL, key, nonce) == 1
        && EVP_EncryptUpdate(context, out, &length, plain, (int)count) == 1 && (size_t)length == count
        && EVP_EncryptFinal_ex(context, out + count, &length) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, CCRYPTO_TAG, out + count) == 1;
    EVP_CIPHER_CTX_free(context);
    return done;
}

int ccrypto_open(const uint8_t *key, const uint8_t *nonce, const uint8_t *sealed, size_t count, uint8_t *out) {
    if (count < CCRYPTO_TAG || count > INT_MAX) return 0;
    int length = 0;
    size_t text = count - CCRYPTO_TAG;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int done = context && EVP_DecryptInit_ex(context, EVP_aes_128_gcm(), NULL, key, nonce) == 1
        && EVP_DecryptUpdate(context, out, &length, sealed, (int)text) == 1 && (size_t)length == text
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, CCRYPTO_TAG, (void *)(sealed + text)) == 1
        && EVP_DecryptFinal_ex(context, out + text, &length) == 1;
    EVP_CIPHER_CTX_free(context);
    return done;
}

struct ccrypto_sealer {
    EVP_MAC_CTX *mac;
    // Keyed once; a message works on a copy, for a key schedule takes longer than the message.
    EVP_CIPHER_CTX *sealing, *opening, *work;
};

static EVP_CIPHER_CTX *siv_context(const uint8_t *key, int encrypts) {
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-256-SIV", NULL);
    EVP_CIPHER_CTX *context = cipher ? EVP_CIPHER_CTX_new() : NULL;
    if (context && EVP_CipherInit_ex2(context, cipher, key, NULL, encrypts, NULL) != 1) {
        EVP_CIPHER_CTX_free(context);
        context = NULL;
    }
    EVP_CIPHER_free(cipher);
    return context;
}

static EVP_MAC_CTX *hmac_context(const uint8_t *key) {
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = mac ? EVP_MAC_CTX_new(mac) : NULL;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0), OSSL_PARAM_construct_end()};
    if (context && EVP_MAC_init(context, key, CCRYPTO_TOKEN_KEY, parameters) != 1) {
        EVP_MAC_CTX_free(context);
        context = NULL;
    }
    EVP_MAC_free(mac);
    return context;
}

ccrypto_sealer *ccrypto_sealer_new(const uint8_t *token_key, const uint8_t *seal_key) {
    ccrypto_sealer *sealer = OPENSSL_zalloc(sizeof *sealer);
    if (!sealer) return NULL;
    sealer->mac = hmac_context(token_key);
    sealer->sealing = siv_context(seal_key, 1);
    sealer->opening = siv_context(seal_key, 0);
    sealer->work = EVP_CIPHER_CTX_new();
    if (sealer->mac && sealer->sealing && sealer->opening && sealer->work) return sealer;
    ccrypto_sealer_free(sealer);
    return NULL;
}

void ccrypto_sealer_free(ccrypto_sealer *sealer) {
    if (!sealer) return;
    EVP_MAC_CTX_free(sealer->mac);
    EVP_CIPHER_CTX_free(sealer->sealing);
    EVP_CIPHER_CTX_free(sealer->opening);
    EVP_CIPHER_CTX_free(sealer->work);
    OPENSSL_free(sealer);
}

int ccrypto_sealer_token(ccrypto_sealer *sealer, uint8_t store, const void *text, size_t count, uint8_t *token) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint8_t code[32] = {0};
    size_t length = 0;
    if (EVP_MAC_init(sealer->mac, NULL, 0, NULL) != 1 || EVP_MAC_update(sealer->mac, &store, 1) != 1
        || (count > 0 && EVP_MAC_update(sealer->mac, text, count) != 1)
        || EVP_MAC_final(sealer->mac, code, &length, sizeof code) != 1 || length != sizeof code)
        return 0;
    // 128 bits are 21 digits of six bits, and two bits in the last.
    unsigned bits = 0, held = 0;
    size_t at = 0;
    for (size_t index = 0; index < 16; index++) {
        bits = bits << 8 | code[index];
        for (held += 8; held >= 6; held -= 6) token[at++] = (uint8_t)digits[bits >> (held - 6) & 63];
    }
    token[at] = (uint8_t)digits[bits << (6 - held) & 63];
    return 1;
}

static int siv_data(EVP_CIPHER_CTX *context, const uint8_t *data, size_t count) {
    int length = 0;
    return EVP_CipherUpdate(context, NULL, &length, data, (int)count) == 1;
}

static void associated(uint8_t store, const uint8_t *token, uint8_t *data) {
    data[0] = store;
    memcpy(data + 1, token, CCRYPTO_TOKEN);
}

static int siv_seal(EVP_CIPHER_CTX *context, const uint8_t *data, size_t data_count, const uint8_t *plain, size_t count, uint8_t *out) {
    int length = 0;
    return count > 0 && count <= INT_MAX - CCRYPTO_SEAL_TAG && siv_data(context, data, data_count)
        && EVP_EncryptUpdate(context, out + CCRYPTO_SEAL_TAG, &length, plain, (int)count) == 1 && (size_t)length == count
        && EVP_EncryptFinal_ex(context, out + CCRYPTO_SEAL_TAG + count, &length) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, CCRYPTO_SEAL_TAG, out) == 1;
}

int ccrypto_sealer_seal(
    ccrypto_sealer *sealer, uint8_t store, const uint8_t *token, const uint8_t *plain, size_t count, uint8_t *out) {
    uint8_t data[1 + CCRYPTO_TOKEN];
    associated(store, token, data);
    return EVP_CIPHER_CTX_copy(sealer->work, sealer->sealing) == 1
        && siv_seal(sealer->work, data, sizeof data, plain, count, out);
}

int ccrypto_sealer_open(
    ccrypto_sealer *sealer, uint8_t store, const uint8_t *token, const uint8_t *sealed, size_t count, uint8_t *out) {
    uint8_t data[1 + CCRYPTO_TOKEN];
    int length = 0;
    if (count <= CCRYPTO_SEAL_TAG || count > INT_MAX) return 0;
    associated(store, token, data);
    size_t text = count - CCRYPTO_SEAL_TAG;
    return EVP_CIPHER_CTX_copy(sealer->work, sealer->opening) == 1
        && EVP_CIPHER_CTX_ctrl(sealer->work, EVP_CTRL_AEAD_SET_TAG, CCRYPTO_SEAL_TAG, (void *)sealed) == 1
        && siv_data(sealer->work, data, sizeof data)
        && EVP_DecryptUpdate(sealer->work, out, &length, sealed + CCRYPTO_SEAL_TAG, (int)text) == 1 && (size_t)length == text
        && EVP_DecryptFinal_ex(sealer->work, out + text, &length) == 1;
}

int ccrypto_siv_seal(
    const uint8_t *key, const uint8_t *data, size_t data_count, const uint8_t *plain, size_t count, uint8_t *out) {
    EVP_CIPHER_CTX *context = siv_context(key, 1);
    int done = context && data_count <= INT_MAX && siv_seal(context, data, data_count, plain, count, out);
    EVP_CIPHER_CTX_free(context);
    return done;
}
