# Compiles the program and the native parts in one stage, and runs without compilers and development packages in another.
FROM node:24-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc .prebuild-installrc ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts/build.ts ./scripts/
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    SEEDS_DIR=/data/seeds \
    INDEX_DIR=/data/index \
    MODEL_CACHE_DIR=/data/index/model-cache
WORKDIR /app
COPY package.json ./
COPY models ./models
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Documents and index belong to an unprivileged user and outlive the container.
RUN mkdir -p /data/seeds /data/index && chown -R node:node /data
USER node
VOLUME ["/data/seeds", "/data/index"]
# Not through npm: signals reach the bot itself, which then finishes what is in flight.
CMD ["node", "dist/main/isnad.js", "start"]
