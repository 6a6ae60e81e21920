# One image for every stage: `docker run prahari:local run anomaly`.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        librdkafka-dev libsqlite3-dev libsimdjson-dev libs2-dev libxgboost-dev liblinear-dev libjemalloc-dev libcurl4-openssl-dev libssl-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies are a layer of their own: they change seldom.
COPY Package.swift ./
RUN swift package resolve
COPY Sources ./Sources
COPY Tests ./Tests
RUN swift build -c release --product prahari --static-swift-stdlib \
    && install -D -m 755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/prahari" /out/prahari

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates tzdata libstdc++6 libcurl4 libssl3 libxgboost0 liblinear4 libjemalloc2 librdkafka1 libsimdjson14 libs2-0 libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/prahari --create-home --shell /usr/sbin/nologin prahari \
    && chmod 700 /var/lib/prahari
COPY --from=build /out/prahari /usr/local/bin/prahari
COPY topics /usr/share/prahari/topics
# `prahari topics` looks for the folder topics/ where it is started.
WORKDIR /usr/share/prahari
USER prahari
VOLUME /var/lib/prahari
ENV PRAHARI_STATE_DIR=/var/lib/prahari
EXPOSE 9464
# SIGTERM drains, commits and checkpoints.
STOPSIGNAL SIGTERM
ENTRYPOINT ["prahari"]
CMD ["--help"]
