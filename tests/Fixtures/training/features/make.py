"""Expected values for features, made without any of the C# code: numpy.save's files, and pixels as the frameworks' own code prepares them.

python3 make.py, in this folder: the same bytes on every run. The two models are not made here.
"""

import csv

import numpy as np


def arrays():
    """4 + 2 + 2 rows of 3 features: quarters, exact in every type; and a float64 array that has to be rounded."""
    quarters = (np.arange(24).reshape(8, 3) - 10) / 4
    np.save("float16.npy", quarters.astype("<f2"))
    np.save("float32.npy", quarters.astype("<f4"))
    np.save("float64.npy", np.array([[1 / 3, 1 + 2**-24, 1 + 2**-24 + 2**-50]] * 8))
    np.save("rank4.npy", np.arange(8 * 2 * 3 * 4).reshape(8, 2, 3, 4).astype("<f4"))
    np.save("fortran.npy", np.asfortranarray(quarters.astype("<f4")))
    np.save("big-endian.npy", quarters.astype(">f4"))
    np.save("integers.npy", np.arange(24).reshape(8, 3))
    np.save("structured.npy", np.zeros(8, dtype=[("a", "<f4"), ("b", "<f4")]))
    np.save("rank1.npy", np.zeros(8, dtype="<f4"))
    np.save("empty-rows.npy", np.zeros((8, 0), dtype="<f4"))
    for name, bad in (("nan", np.nan), ("too-large", 1e39)):
        values = quarters.copy()
        values[5, 1] = bad
        np.save(f"{name}.npy", values)
    for version in ((2, 0), (3, 0)):
        with open(f"version{version[0]}.npy", "wb") as file:
            np.lib.format.write_array(file, quarters.astype("<f4"), version=version)


def prepared(name, x):
    """Pixels [picture, row, column, RGB], 0 to 255, in float32."""
    x = x.astype(np.float32)
    if name == "keras-vgg16":  # keras_applications.imagenet_utils, mode 'caffe'
        x = x[..., ::-1].copy()
        for channel, mean in enumerate([103.939, 116.779, 123.68]):
            x[..., channel] -= mean
    elif name == "keras-inception-v3":  # mode 'tf'
        x /= 127.5
        x -= 1.0
    elif name == "torchvision":  # ToTensor, Normalize: both in float32
        x /= np.float32(255)
        x -= np.array([0.485, 0.456, 0.406], dtype=np.float32)
        x /= np.array([0.229, 0.224, 0.225], dtype=np.float32)
    elif name == "chollet":
        x /= np.float32(255)
    return x


def fnv(values):
    state = 0xCBF29CE484222325
    for bits in np.ascontiguousarray(values).view(np.uint32).ravel():
        state = (state ^ int(bits)) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


def pixels():
    """16 x 16 pixels: red rises, green falls, blue is scattered; each takes all values."""
    i = np.arange(256)
    picture = np.stack([i, 255 - i, i * 37 % 256], axis=-1).reshape(1, 16, 16, 3)
    with open("preprocessing.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["preprocess", "layout", "first", "second", "hash"])
        for name in ("keras-vgg16", "keras-inception-v3", "torchvision", "chollet"):
            nhwc = prepared(name, picture)
            for layout, values in (("nhwc", nhwc), ("nchw", nhwc.transpose(0, 3, 1, 2))):
                values = np.ascontiguousarray(values)
                bits = values.view(np.uint32).ravel()
                out.writerow([name, layout, f"{bits[0]:08x}", f"{bits[1]:08x}", f"{fnv(values):016x}"])


arrays()
pixels()
