# docker build -t mtaudit . && docker run --rm -v "$PWD:/texts" mtaudit check .
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/mtaudit && /opt/mtaudit/bin/pip install --no-cache-dir ".[grammar]"

FROM python:3.12-slim
COPY --from=build /opt/mtaudit /opt/mtaudit
ENV PATH=/opt/mtaudit/bin:$PATH MTAUDIT_CACHE_DIR=/tmp/mtaudit
RUN useradd --create-home --uid 1000 mtaudit
USER 1000
WORKDIR /texts
ENTRYPOINT ["mtaudit"]
CMD ["--help"]
