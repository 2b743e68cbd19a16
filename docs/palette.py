"""A picture of the screen as a PNG of at most 256 colours: a third of the size, and to the eye the same.

What is here: choosing the colours and writing the file. Its pixels are read by the browser that took the picture, so
nothing else is needed for it.
"""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

#: The pixels of a PNG, row by row, as the browser decodes them.
_PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
  return { width: image.width, height: image.height, data: btoa(text) };
}"""


def reduced(png: bytes, page: Page) -> bytes:
    """The same picture with at most 256 colours, decoded in that page of a browser."""
    read = page.evaluate(_PIXELS, base64.b64encode(png).decode())
    raw = np.frombuffer(base64.b64decode(read["data"]), dtype=np.uint8)
    pixels = raw.reshape(read["height"], read["width"], 4)[:, :, :3]
    colours, at = palette(pixels.reshape(-1, 3))
    return written(colours, at.reshape(pixels.shape[:2]))


def palette(pixels: npt.NDArray[np.uint8], *, most: int = 256) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The colours chosen, and for each pixel the place of the nearest of them.

    Colours as they are, the most frequent first, as far as they reach; the others take the nearest.
    """
    wide = pixels.astype(np.uint32)
    packed = wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2]
    each, place, count = np.unique(packed, return_inverse=True, return_counts=True)
    apart = np.stack([each >> 16, each >> 8 & 255, each & 255], axis=1).astype(np.int32)
    # Of many shades that hardly differ one is enough: the most frequent of each small cube of colours.
    order = np.argsort(-count, kind="stable")
    cubes = apart[order] >> 3
    _, first = np.unique(cubes[:, 0] << 10 | cubes[:, 1] << 5 | cubes[:, 2], return_index=True)
    chosen = apart[order[np.sort(first)[:most]]]
    nearest = np.concatenate(
        [((some[:, None] - chosen[None]) ** 2).sum(axis=2).argmin(axis=1) for some in np.array_split(apart, 64)]
    )
    return chosen.astype(np.uint8), nearest[place].astype(np.uint8)


def written(colours: npt.NDArray[np.uint8], at: npt.NDArray[np.uint8]) -> bytes:
    """The PNG of these colours and, for each pixel, the place of its colour."""
    height, width = at.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), at], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", colours.tobytes()), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
