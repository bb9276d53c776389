import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const WORTH_IT = /\.(js|css|svg)$/;
const SMALLEST = 512;

/** Writes a .br and a .gz beside each file that shrinks, once and as small as they get, for the server to hand out. */
export function compress(): Plugin {
  return {
    name: "compress",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        // A build that is put beside another leaves that one's twins alone.
        if (!WORTH_IT.test(name) || existsSync(join(dir, `${name}.br`))) continue;
        const plain = readFileSync(join(dir, name));
        if (plain.length < SMALLEST) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(plain, { params }));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
