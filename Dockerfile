# syntax=docker/dockerfile:1
# The image holds the program, certificates of the authorities that it trusts,
# and nothing else: no shell, no package manager, no root.
#
#   docker build -t footnote .
#
# The build context is a clone with its .git, which gives the version.

FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    git config --global --add safe.directory /src && \
    export GOOS=$TARGETOS GOARCH=$TARGETARCH && .packaging/build /out/footnote && \
    .packaging/licences /out/licences && \
    mkdir -p /out/own && mkdir -m 0700 /out/own/data && mkdir -m 1777 /out/own/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/licences /licences
COPY --from=build --chown=65532:65532 /out/own/ /
COPY --from=build /out/footnote /footnote

# The folder of documents is mounted at /corpus, read-only. Index, questions,
# keys and the compiled PDF reader are in /data. Beyond loopback the page demands
# FOOTNOTE_WEB_TOKEN or FOOTNOTE_OIDC_ISSUER, and the container won't start
# without one of them.
ENV FOOTNOTE_CORPUS=/corpus \
    FOOTNOTE_DATA=/data/index \
    XDG_CACHE_HOME=/data/cache \
    FOOTNOTE_HTTP_ADDR=0.0.0.0:8067
WORKDIR /data
VOLUME /data
EXPOSE 8067
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=6s --start-period=10m --retries=3 CMD ["/footnote", "health"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]
