// libcurl for Swift: its setters and getters are variadic, which Swift cannot call.
#ifndef PRAHARI_CCURL_H
#define PRAHARI_CCURL_H

#include <curl/curl.h>

typedef size_t (*ccurl_transfer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ccurl_set_number(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

// The text is copied.
static inline CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

// The list must live until the transfer has ended.
static inline CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(easy, option, list);
}

// The body of a POST, copied.
static inline CURLcode ccurl_set_body(CURL *easy, const void *bytes, long count) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, count);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

// `context` must live until the transfer has ended.
static inline void ccurl_set_reader(CURL *easy, ccurl_transfer reader, void *context) {
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, reader);
    curl_easy_setopt(easy, CURLOPT_READDATA, context);
}

static inline void ccurl_set_writer(CURL *easy, ccurl_transfer writer, void *context) {
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, writer);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

// Asked at least once a second; the transfer ends when it returns other than 0.
static inline void ccurl_set_progress(CURL *easy, curl_xferinfo_callback progress, void *context) {
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, context);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

static inline long ccurl_response_code(CURL *easy) {
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

// Seconds of Retry-After, as a number or a date; 0 when there was none.
static inline long long ccurl_retry_after(CURL *easy) {
    curl_off_t seconds = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

// Whether bytes of the request left this machine.
static inline int ccurl_has_sent(CURL *easy) {
    long bytes = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes > 0;
}

// The next transfer that has ended; NULL when there is none.
static inline CURL *ccurl_next_ended(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message = NULL;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

static inline CURLcode ccurl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
