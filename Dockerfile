# Builds the native parts in one stage and runs without compilers in another.
FROM node:24-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc .prebuild-installrc ./
RUN npm ci --omit=dev
COPY src ./src
COPY models ./models
COPY tsconfig.json ./

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    SEEDS_DIR=/data/seeds \
    INDEX_DIR=/data/index \
    MODEL_CACHE_DIR=/data/index/model-cache
WORKDIR /app
COPY --from=build /app ./
# Documents and index belong to an unprivileged user and outlive the container.
RUN mkdir -p /data/seeds /data/index && chown -R node:node /data
USER node
VOLUME ["/data/seeds", "/data/index"]
# Not through npm: signals reach the bot itself, which then finishes what is in flight.
CMD ["node", "--import", "tsx", "src/main/start.ts"]
