"""The networks of Program.cs in torch, in its default layout: milliseconds per step of 20 random images, forward to RMSprop.

Usage: python3 tests/bench/training.py [threads]   (Debian: python3-torch)
"""

import statistics
import sys
import time

import torch
from torch import nn


def network(channels, size, widths, dense, padding):
    layers = []
    for width in widths:
        layers += [nn.Conv2d(channels, width, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2)]
        channels = width
        size = (size + 2 * padding - 2) // 2
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Dropout(0.5), nn.Linear(channels * size * size, dense), nn.ReLU(), nn.Linear(dense, 1)
    )


def measure(name, channels, size, widths, dense, padding, rate, steps):
    net = network(channels, size, widths, dense, padding)
    optimizer = torch.optim.RMSprop(net.parameters(), lr=rate, alpha=0.9, eps=1e-7)
    images, labels = torch.rand(20, channels, size, size), (torch.arange(20) % 2).float().unsqueeze(1)
    loss = nn.BCEWithLogitsLoss()
    wall, cpu = [], []
    for round_ in range(6):
        start, start_cpu = time.perf_counter(), time.process_time()
        for _ in range(steps):
            optimizer.zero_grad()
            loss(net(images), labels).backward()
            optimizer.step()
        if round_ > 0:  # the first round warms up
            wall.append((time.perf_counter() - start) / steps)
            cpu.append((time.process_time() - start_cpu) / steps)
    wall, cpu = statistics.median(wall), statistics.median(cpu)
    print(f"{name},{torch.get_num_threads()},{20 / wall:.0f},{1000 * wall:.2f},{1000 * cpu:.2f}")


if len(sys.argv) > 1:
    torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
print("network,threads,images_per_second,milliseconds_per_step,cpu_milliseconds_per_step")
measure("recipe-a", 1, 32, [16, 32, 64, 64], 64, 1, 5e-4, 100)
measure("chollet", 3, 150, [32, 64, 128, 128], 512, 0, 1e-4, 5)
