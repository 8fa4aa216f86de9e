using System.Runtime.InteropServices;
using Experiments.Training.Layers;
using Experiments.Training.Products;

namespace Experiments.Tests.Training.Layers;

/// <summary>
/// ReLU and pooling of single windows, against values worked out by hand: places 0 and 1 are the upper row, 2 and 3 the
/// lower one.
/// </summary>
public class PoolingTests
{
    private const int Channels = Lanes.Count;
    private const float NaN = float.NaN;
    private const float Infinity = float.PositiveInfinity;

    /// <summary>
    /// Each row: the four values, the maximum after ReLU, and the place that the gradient goes to, −1 for none.
    /// </summary>
    [Theory]
    [InlineData(4, 1, 2, 3, 4, 0)] // the maximum in each place
    [InlineData(1, 4, 2, 3, 4, 1)]
    [InlineData(1, 2, 4, 3, 4, 2)]
    [InlineData(1, 2, 3, 4, 4, 3)]
    [InlineData(5, 5, 1, 2, 5, 0)] // ties of two: the first in row order wins
    [InlineData(5, 1, 5, 2, 5, 0)]
    [InlineData(5, 1, 2, 5, 5, 0)]
    [InlineData(1, 5, 5, 2, 5, 1)]
    [InlineData(1, 5, 2, 5, 5, 1)]
    [InlineData(1, 2, 5, 5, 5, 2)]
    [InlineData(1, 5, 5, 5, 5, 1)] // of three and of four
    [InlineData(5, 1, 5, 5, 5, 0)]
    [InlineData(5, 5, 5, 5, 5, 0)]
    [InlineData(-1, 5, -2, 5, 5, 1)]
    [InlineData(float.Epsilon, 0, 0, float.Epsilon, float.Epsilon, 0)] // the smallest number above 0 is alive
    [InlineData(0, 0, 0, float.Epsilon, float.Epsilon, 3)]
    [InlineData(0, 0, 0, 0, 0, -1)] // ReLU'(0) = 0
    [InlineData(-1, -0f, -2, -0f, 0, -1)]
    [InlineData(-0f, 0, -1, -2, 0, -1)]
    [InlineData(-3, -1, -1, -2, 0, -1)]
    [InlineData(-float.Epsilon, -1, -2, -3, 0, -1)]
    [InlineData(-Infinity, -Infinity, -Infinity, -Infinity, 0, -1)]
    [InlineData(Infinity, 1, Infinity, 2, Infinity, 0)]
    [InlineData(NaN, 1, 2, 3, NaN, 0)] // NaN in the first place stays
    [InlineData(NaN, NaN, NaN, NaN, NaN, 0)]
    [InlineData(1, NaN, 2, 0, 2, 2)] // elsewhere it never wins
    [InlineData(1, 0, NaN, NaN, 1, 0)]
    [InlineData(-1, NaN, NaN, NaN, 0, -1)]
    public void A_window_gives_its_maximum_and_takes_the_gradient_where_the_first_one_is(
        float p0,
        float p1,
        float p2,
        float p3,
        float maximum,
        int winner)
    {
        // The window fills one channel; its neighbours, 7 in the first place, must not notice.
        for (var channel = 0; channel < Channels; channel++)
        {
            var (upper, lower) = (Filled(7, 0), Filled(0, 0));
            (upper[channel], upper[Channels + channel], lower[channel], lower[Channels + channel]) = (p0, p1, p2, p3);
            var (pooled, winners) = (new float[Channels], new float[Channels]);
            Pooling.Forward(upper, lower, pooled, winners, Channels);
            AssertBits([.. Enumerable.Range(0, Channels).Select(c => c == channel ? maximum : 7)], pooled);
            Assert.Equal(Enumerable.Range(0, Channels).Select(c => c == channel ? winner : 0f), winners);

            var gradient = Enumerable.Range(1, Channels).Select(c => (float)c).ToArray();
            var (up, down) = (Filled(9, 9), Filled(9, 9));
            Pooling.Backward(gradient, winners, up, down, Channels);
            for (var c = 0; c < Channels; c++)
            {
                var place = c == channel ? winner : 0;
                Assert.Equal([At(0), At(1), At(2), At(3)], new[] { up[c], up[Channels + c], down[c], down[Channels + c] });

                float At(int where) => where == place ? c + 1 : 0;
            }
        }
    }

    /// <summary>
    /// A kernel that is 1 in the middle and 0 around it copies the inner pixels, so that pooling can be followed by
    /// hand.
    /// </summary>
    /// <remarks>
    /// 5 × 7 inputs without padding leave 3 × 5; one row of two windows, the last row and column are dropped. With a
    /// border of zeros 3 × 5 inputs are the same.
    /// </remarks>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_odd_last_row_and_column_are_dropped_and_pass_no_gradient(int border)
    {
        float[] inner =
        [
            2, 6, -1, -2, 50,
            6, 1, -3, 0, 60,
            70, 80, 90, 99, 98,
        ];
        var (height, width) = border == 0 ? (5, 7) : (3, 5);
        var shape = new BlockShape(height, width, Inputs: 1, Outputs: 1, border, IsFirst: true);
        Assert.Equal((1, 2), (shape.PooledHeight, shape.PooledWidth));
        var block = new ConvolutionBlock("conv", shape, batch: 1);
        for (var i = 0; i < inner.Length; i++)
        {
            block.Inputs.Span[((1 + (i / 5)) * 7) + 1 + (i % 5)] = inner[i];
        }

        const int Middle = 4;
        block.Kernel.Unpack([.. Enumerable.Range(0, 9).Select(tap => tap == Middle ? 1f : 0)], block.Kernel.Value);
        var pooled = new float[2 * Channels];
        new ConvolutionForward(block, workers: 1).Run(0, 0, pooled, shape.PooledRow);
        Assert.Equal([6, 0], new[] { pooled[0], pooled[Channels] });

        // The first 6, in the upper right place, takes the gradient of 10; the dead window's 1000 goes nowhere.
        (block.Gradient.Span[0], block.Gradient.Span[Channels]) = (10, 1000);
        new KernelGradient(block, workers: 1).Run(share: 0, shares: 1, batch: 1, worker: 0);
        Assert.Equal([10f], block.Bias.Pack(block.Bias.Gradient));

        // Ten times the pixels around that 6; the frame is 0.
        Assert.Equal([0f, 0, 0, 20, 60, -10, 60, 10, -30], block.Kernel.Pack(block.Kernel.Gradient));
    }

    /// <summary>Two pixels of one value in all channels.</summary>
    private static float[] Filled(float left, float right) => [.. Enumerable.Repeat(left, Channels), .. Enumerable.Repeat(right, Channels)];

    private static void AssertBits(float[] expected, float[] actual) =>
        Assert.Equal(MemoryMarshal.Cast<float, uint>(expected).ToArray(), MemoryMarshal.Cast<float, uint>(actual).ToArray());
}
