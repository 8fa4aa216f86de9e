using System.Numerics;
using Experiments.Training.Layers;

namespace Experiments.Tests.Training.Layers;

/// <summary>
/// The layers as plain loops over exact shapes, one number at a time: what the fast ones must equal, in float32 bit for
/// bit.
/// </summary>
/// <remarks>
/// Each sum is a chain of the runtime's own fused multiply-adds in the order that the fast layers document.
/// </remarks>
internal sealed class PlainNetwork<T>(Architecture architecture, T[][] parameters)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Block> blocks = [];
    private T[] flat = [];
    private T[] hidden = [];
    private T[] factors = [];

    /// <summary>The raw outputs of n samples, [sample, row, column, channel].</summary>
    public T[] Forward(T[] x, int n, T[] dropout)
    {
        blocks.Clear();
        factors = dropout;
        var (height, width, channels) = (architecture.Height, architecture.Width, architecture.Channels);
        for (var layer = 0; layer < architecture.Widths.Count; layer++)
        {
            var block = new Block(x, n, height, width, channels, architecture.Widths[layer], architecture.Padding == Padding.Same ? 1 : 0);
            block.Forward(parameters[2 * layer], parameters[(2 * layer) + 1]);
            blocks.Add(block);
            (x, height, width, channels) = (block.Pooled, block.P, block.Q, block.O);
        }

        flat = architecture.DropoutAfterDense ? x : Drop(x);
        hidden = [.. Dense(flat, n, architecture.Features, architecture.Dense, parameters[^4], parameters[^3])
            .Select(value => value > T.Zero ? value : T.Zero)];
        hidden = architecture.DropoutAfterDense ? Drop(hidden) : hidden;
        return Dense(hidden, n, architecture.Dense, 1, parameters[^2], parameters[^1]);
    }

    /// <summary>The gradients of all parameters from those of the raw outputs.</summary>
    public T[][] Backward(T[] gradient)
    {
        var n = gradient.Length;
        var results = new T[parameters.Length][];
        (results[^2], results[^1], var g) = DenseBackward(hidden, gradient, n, architecture.Dense, 1, parameters[^2]);
        g = architecture.DropoutAfterDense ? Drop(g) : g;
        g = [.. g.Select((value, i) => hidden[i] > T.Zero ? value : T.Zero)];
        (results[^4], results[^3], g) = DenseBackward(flat, g, n, architecture.Features, architecture.Dense, parameters[^4]);
        g = architecture.DropoutAfterDense ? g : Drop(g);
        for (var layer = blocks.Count - 1; layer >= 0; layer--)
        {
            (results[2 * layer], results[(2 * layer) + 1], g) = blocks[layer].Backward(g, parameters[2 * layer]);
        }

        return results;
    }

    private static T[] Dense(T[] x, int n, int inputs, int outputs, T[] weights, T[] bias)
    {
        var y = new T[n * outputs];
        for (var i = 0; i < y.Length; i++)
        {
            var sum = bias[i % outputs];
            for (var k = 0; k < inputs; k++)
            {
                sum = T.FusedMultiplyAdd(x[(i / outputs * inputs) + k], weights[(k * outputs) + (i % outputs)], sum);
            }

            y[i] = sum;
        }

        return y;
    }

    private static (T[] Weights, T[] Bias, T[] Inputs) DenseBackward(T[] x, T[] dy, int n, int inputs, int outputs, T[] weights)
    {
        var (dw, db, dx) = (new T[inputs * outputs], new T[outputs], new T[n * inputs]);
        for (var sample = 0; sample < n; sample++)
        {
            for (var o = 0; o < outputs; o++)
            {
                var g = dy[(sample * outputs) + o];
                db[o] += g;
                for (var i = 0; i < inputs; i++)
                {
                    dw[(i * outputs) + o] = T.FusedMultiplyAdd(x[(sample * inputs) + i], g, dw[(i * outputs) + o]);
                    dx[(sample * inputs) + i] = T.FusedMultiplyAdd(weights[(i * outputs) + o], g, dx[(sample * inputs) + i]);
                }
            }
        }

        return (dw, db, dx);
    }

    private T[] Drop(T[] values) => factors.Length == 0 ? values : [.. values.Select((value, i) => value * factors[i])];

    /// <summary>Convolution, ReLU, pooling.</summary>
    private sealed class Block(T[] x, int n, int h, int w, int inputs, int outputs, int border)
    {
        private readonly int height = h + (2 * border) - 2;
        private readonly int width = w + (2 * border) - 2;
        private int[] winners = [];

        public int O => outputs;

        public int P => height / 2;

        public int Q => width / 2;

        public T[] Pooled { get; private set; } = [];

        public void Forward(T[] kernel, T[] bias)
        {
            Pooled = new T[n * P * Q * O];
            winners = new int[Pooled.Length];
            for (var i = 0; i < Pooled.Length; i++)
            {
                var (image, row, column, channel) = (i / (P * Q * O), i / (Q * O) % P, i / O % Q, i % O);
                winners[i] = -1;
                var most = T.Zero;
                for (var place = 0; place < 4; place++)
                {
                    var (y, z) = ((2 * row) + (place / 2), (2 * column) + (place % 2));
                    var sum = bias[channel];
                    for (var k = 0; k < 9 * inputs; k++)
                    {
                        sum = T.FusedMultiplyAdd(Input(image, y, z, k), kernel[(k * O) + channel], sum);
                    }

                    if (sum > most)
                    {
                        (most, winners[i]) = (sum, ((((image * height) + y) * width) + z) * O + channel);
                    }
                }

                Pooled[i] = most;
            }
        }

        public (T[] Kernel, T[] Bias, T[] Inputs) Backward(T[] pooledGradient, T[] kernel)
        {
            var dy = new T[n * height * width * O];
            for (var i = 0; i < winners.Length; i++)
            {
                if (winners[i] >= 0)
                {
                    dy[winners[i]] = pooledGradient[i];
                }
            }

            var (dw, db, dx) = (new T[9 * inputs * O], new T[O], new T[x.Length]);
            for (var pixel = 0; pixel < n * height * width; pixel++)
            {
                var (image, y, z) = (pixel / (height * width), pixel / width % height, pixel % width);
                if (y >= 2 * P || z >= 2 * Q)
                {
                    continue;
                }

                for (var channel = 0; channel < O; channel++)
                {
                    var g = dy[(pixel * O) + channel];
                    db[channel] += g;
                    for (var k = 0; k < 9 * inputs; k++)
                    {
                        dw[(k * O) + channel] = T.FusedMultiplyAdd(Input(image, y, z, k), g, dw[(k * O) + channel]);
                    }
                }
            }

            for (var i = 0; i < x.Length; i++)
            {
                var (image, y, z, channel) = (i / (h * w * inputs), i / (w * inputs) % h, i / inputs % w, i % inputs);
                for (var tap = 0; tap < 9; tap++)
                {
                    var (oy, oz) = (y + (tap / 3) - 2 + border, z + (tap % 3) - 2 + border);
                    for (var o = 0; o < O; o++)
                    {
                        var inside = oy >= 0 && oz >= 0 && oy < height && oz < width;
                        var g = inside ? dy[(((((image * height) + oy) * width) + oz) * O) + o] : T.Zero;
                        dx[i] = T.FusedMultiplyAdd(g, kernel[((((8 - tap) * inputs) + channel) * O) + o], dx[i]);
                    }
                }
            }

            return (dw, db, dx);
        }

        /// <summary>The input that tap and channel k sees at an output pixel; 0 beyond the edge.</summary>
        private T Input(int image, int y, int z, int k)
        {
            var (iy, iz) = (y + (k / (3 * inputs)) - border, z + (k / inputs % 3) - border);
            return iy >= 0 && iz >= 0 && iy < h && iz < w ? x[((((image * h) + iy) * w) + iz) * inputs + (k % inputs)] : T.Zero;
        }
    }
}
