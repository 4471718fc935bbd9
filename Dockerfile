# docker build -t safelint . && docker run --rm -v "$PWD:/texts:ro" safelint check .
FROM python:3.12-slim AS build
RUN python -m venv /opt/safelint
COPY . /source
RUN /opt/safelint/bin/pip install --no-cache-dir --disable-pip-version-check /source

FROM python:3.12-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home --uid 10001 reader \
  && git config --system --add safe.directory /texts
COPY --from=build /opt/safelint /opt/safelint
ENV PATH=/opt/safelint/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER reader
# the rules are compiled once, while the image is built
RUN echo "A walk." | safelint check - --stdin-filename walk.md
WORKDIR /texts
ENTRYPOINT ["safelint"]
CMD ["check", "."]
