"""What numpy and scipy need for the tasks of the gate. Started by it; reads "task size repetitions" per line and
answers with the processor seconds that the repetitions took. Everything is prepared before the clock starts."""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import scipy
from scipy import fft, signal

CHANNELS, RATE = 8, 51200
noise = np.random.default_rng(1)


def rfft(length):
    """One real transform in single precision."""
    x = noise.standard_normal(length, dtype=np.float32)
    return lambda: fft.rfft(x)


def spectrogram(length):
    """Power of windowed frames, 75 % overlap, one second of all channels."""
    hop = length // 4
    x = noise.standard_normal((CHANNELS, RATE + length - hop), dtype=np.float32)
    window = signal.get_window("hann", length).astype(np.float32)

    def run():
        for channel in x:
            frames = np.lib.stride_tricks.sliding_window_view(channel, length)[::hop]
            spectrum = fft.rfft(frames * window, axis=-1)
            spectrum.real**2 + spectrum.imag**2

    return run


def resample(count):
    """So many positions of all channels, 32 taps under a Kaiser window, linear between 512 phases."""
    taps, phases = 32, 512
    centre = np.arange(taps) - taps // 2 + 1
    distance = centre - np.arange(phases + 1)[:, None] / phases
    shape = np.i0(11.7 * np.sqrt(np.clip(1 - (2 * distance / taps) ** 2, 0, 1)))
    table = np.sinc(distance) * shape
    table = (table / table.sum(1, keepdims=True)).astype(np.float32)
    x = noise.standard_normal((CHANNELS, count + 2 * taps), dtype=np.float32)
    positions = taps + np.arange(count) * 0.9995

    def run():
        start = np.floor(positions).astype(np.int64)
        phase = (positions - start) * phases
        row = phase.astype(np.int64)
        part = (phase - row)[:, None].astype(np.float32)
        weights = table[row] * (1 - part) + table[row + 1] * part
        index = start[:, None] + centre
        for channel in x:
            np.einsum("ij,ij->i", channel[index], weights)

    return run


def octaves(count):
    """Third octaves from 20 Hz to 20 kHz of so many samples of all channels: three bands per octave, then half the
    rate by a half-band filter."""
    half_band = signal.firwin(47, 0.5, window=("kaiser", 8.0))
    ratio = 10 ** 0.3
    stages = {}
    for k in range(-17, 14):
        centre = 1000 * ratio ** (k / 3)
        low, high = centre * ratio ** (-1 / 6), centre * ratio ** (1 / 6)
        stage = max(0, int(np.floor(np.log2(0.45 * RATE / high))))
        sections = signal.butter(3, [low, high], "band", fs=RATE / 2**stage, output="sos")
        stages.setdefault(stage, []).append(sections)
    x = noise.standard_normal((CHANNELS, count), dtype=np.float32)

    def run():
        y = x
        for stage in range(max(stages) + 1):
            for sections in stages.get(stage, []):
                np.mean(np.square(signal.sosfilt(sections, y, axis=-1)), axis=-1)
            y = signal.upfirdn(half_band, y, 1, 2, axis=-1)

    return run


print("scipy", scipy.__version__, "numpy", np.__version__, flush=True)
prepared = {}
for line in sys.stdin:
    task, size, repetitions = line.split()
    key = task, size
    if key not in prepared:
        prepared[key] = {"rfft": rfft, "spectrogram": spectrogram, "resample": resample, "octaves": octaves}[task](
            int(size))
    run = prepared[key]
    began = time.process_time()
    for _ in range(int(repetitions)):
        run()
    print(time.process_time() - began, flush=True)
