"""The networks of Speed.cs in torch: time of a step of 20 random images, forward to RMSprop.

Reads lines of NETWORK THREADS STEPS LAYOUT between tabs, such as "chollet", "2", "5", "channels_last", and answers each with
milliseconds a step, by the clock and of all processors together. The layout is of images and weights; torch's default is
"contiguous". The first answers of a network include warming up. Needs torch (Debian: python3-torch).
"""

import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit(1)

# Channels, side, widths of the blocks, dense units, padding, learning rate.
NETWORKS = {
    "recipe-a": (1, 32, [16, 32, 64, 64], 64, 1, 5e-4),
    "chollet": (3, 150, [32, 64, 128, 128], 512, 0, 1e-4),
}
BATCH = 20


def trainer(layout, channels, size, widths, dense, padding, rate):
    images, labels = torch.rand(BATCH, channels, size, size), (torch.arange(BATCH) % 2).float().unsqueeze(1)
    images = images.to(memory_format=layout)
    layers = []
    for width in widths:
        layers += [nn.Conv2d(channels, width, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2)]
        channels, size = width, (size + 2 * padding - 2) // 2
    net = nn.Sequential(
        *layers, nn.Flatten(), nn.Dropout(0.5), nn.Linear(channels * size * size, dense), nn.ReLU(), nn.Linear(dense, 1)
    ).to(memory_format=layout)
    loss = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.RMSprop(net.parameters(), lr=rate, alpha=0.9, eps=1e-7)

    def step():
        optimizer.zero_grad()
        loss(net(images), labels).backward()
        optimizer.step()

    return step


torch.manual_seed(1)
steps_of = {
    (name, layout): trainer(getattr(torch, layout + "_format" * (layout == "contiguous")), *shape)
    for name, shape in NETWORKS.items()
    for layout in ("contiguous", "channels_last")
}
print("torch", torch.__version__, flush=True)
for line in sys.stdin:
    network, threads, steps, layout = line.split()
    torch.set_num_threads(int(threads))
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(int(steps)):
        steps_of[network, layout]()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(1000 * wall / int(steps), 1000 * cpu / int(steps), flush=True)
