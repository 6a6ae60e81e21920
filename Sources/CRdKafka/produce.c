#include "CRdKafka.h"

#include <errno.h>
#include <string.h>
#include <time.h>

static rd_kafka_headers_t *parse_headers(const uint8_t *block, int64_t length) {
        // Eight fits what a stage writes; the list grows by itself beyond.
        rd_kafka_headers_t *headers = rd_kafka_headers_new(8);
        const uint8_t *at = block;
        const uint8_t *end = block + length;

        while (at < end) {
                size_t name_length = *at++;
                const char *name = (const char *)at;
                if ((size_t)(end - at) < name_length + 4)
                        goto malformed;
                at += name_length;
                uint32_t value_length = (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
                                        (uint32_t)at[3] << 24;
                at += 4;
                if (value_length == UINT32_MAX) {
                        rd_kafka_header_add(headers, name, (ssize_t)name_length, NULL, 0);
                        continue;
                }
                if ((size_t)(end - at) < value_length)
                        goto malformed;
                rd_kafka_header_add(headers, name, (ssize_t)name_length, at, (ssize_t)value_length);
                at += value_length;
        }
        return headers;

malformed:
        rd_kafka_headers_destroy(headers);
        return NULL;
}

rd_kafka_resp_err_t prk_produce(rd_kafka_t *rk, rd_kafka_topic_t *topic, int32_t partition, const void *key,
                                int64_t key_length, const void *value, int64_t value_length, int64_t timestamp,
                                const void *headers, int64_t headers_length) {
        // An empty Swift buffer may have no address, and no address means NULL to librdkafka.
        static const char nothing[1] = {0};
        rd_kafka_headers_t *list = NULL;
        rd_kafka_vu_t fields[7];
        size_t count = 0;

        fields[count].vtype = RD_KAFKA_VTYPE_RKT;
        fields[count++].u.rkt = topic;
        fields[count].vtype = RD_KAFKA_VTYPE_PARTITION;
        fields[count++].u.i32 = partition;
        fields[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
        fields[count++].u.i = RD_KAFKA_MSG_F_COPY;
        if (value_length >= 0) {
                fields[count].vtype = RD_KAFKA_VTYPE_VALUE;
                fields[count].u.mem.ptr = (void *)(value ? value : nothing);
                fields[count++].u.mem.size = (size_t)value_length;
        }
        if (key_length >= 0) {
                fields[count].vtype = RD_KAFKA_VTYPE_KEY;
                fields[count].u.mem.ptr = (void *)(key ? key : nothing);
                fields[count++].u.mem.size = (size_t)key_length;
        }
        if (timestamp > 0) {
                fields[count].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
                fields[count++].u.i64 = timestamp;
        }
        if (headers_length > 0) {
                list = parse_headers(headers, headers_length);
                if (!list)
                        return RD_KAFKA_RESP_ERR__INVALID_ARG;
                fields[count].vtype = RD_KAFKA_VTYPE_HEADERS;
                fields[count++].u.headers = list;
        }

        rd_kafka_error_t *error = rd_kafka_produceva(rk, fields, count);
        if (!error)
                return RD_KAFKA_RESP_ERR_NO_ERROR;
        // Taken over only when the record was queued.
        if (list)
                rd_kafka_headers_destroy(list);
        rd_kafka_resp_err_t code = rd_kafka_error_code(error);
        rd_kafka_error_destroy(error);
        return code;
}

rd_kafka_resp_err_t prk_mock_push_error_rtt(rd_kafka_mock_cluster_t *cluster, int32_t broker, int16_t api_key,
                                            rd_kafka_resp_err_t error, int rtt_ms) {
        return rd_kafka_mock_broker_push_request_error_rtts(cluster, broker, api_key, 1, error, rtt_ms);
}

void prk_wake_brokers(rd_kafka_t *rk, const char *username, const char *password) {
        rd_kafka_error_t *error = rd_kafka_sasl_set_credentials(rk, username, password);
        if (error)
                rd_kafka_error_destroy(error);
}

void prk_wait_ms(int milliseconds) {
        struct timespec rest = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000L};
        while (nanosleep(&rest, &rest) == -1 && errno == EINTR)
                ;
}

int64_t prk_monotonic_ms(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
