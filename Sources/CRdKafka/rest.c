#include "CRdKafka.h"

// Kafka's number of the Fetch request (protocol guide, API keys).
#define FETCH 1
// An answer of this size is worth the next request at once.
#define MUCH (64 * 1024)

static rd_kafka_resp_err_t rest(rd_kafka_t *rk, int sockfd, const char *broker, int32_t broker_id, int16_t api_key,
                                int16_t api_version, int32_t correlation, size_t size, int64_t rtt_us,
                                rd_kafka_resp_err_t error, void *opaque) {
        int64_t least_us = (int64_t)(intptr_t)opaque * 1000;
        (void)rk, (void)sockfd, (void)broker, (void)broker_id, (void)api_version, (void)correlation;
        if (api_key == FETCH && !error && size < MUCH && rtt_us >= 0 && rtt_us < least_us)
                prk_wait_ms((int)((least_us - rtt_us + 999) / 1000));
        return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t on_new(rd_kafka_t *rk, const rd_kafka_conf_t *conf, void *opaque, char *text, size_t size) {
        (void)conf, (void)text, (void)size;
        return rd_kafka_interceptor_add_on_response_received(rk, "prahari-rest", rest, opaque);
}

rd_kafka_resp_err_t prk_rest_between_fetches(rd_kafka_conf_t *conf, int milliseconds) {
        return rd_kafka_conf_interceptor_add_on_new(conf, "prahari-rest", on_new, (void *)(intptr_t)milliseconds);
}
