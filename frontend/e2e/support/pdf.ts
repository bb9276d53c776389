import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PYTHON = fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));
const READ = "import io, sys, pypdf; print('\\n'.join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages))";

/** The text of a PDF as a reader would select it. */
export function pdfText(pdf: Buffer): string {
  const python = existsSync(PYTHON) ? PYTHON : "python3";
  return execFileSync(python, ["-c", READ], { input: pdf, encoding: "utf8" });
}
