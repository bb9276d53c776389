import { expect, test } from "vitest";
import { deviceName } from "./device";

test("a device is named as its owner would name it", () => {
  expect(deviceName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0")).toBe("Edge on Windows");
  expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1")).toBe("Safari on iPhone");
  expect(deviceName("curl/8")).toBe("curl/8");
  expect(deviceName("")).toBe("An unknown device");
});
