using System.Globalization;

namespace Experiments.Training.Features;

/// <summary>The order in which a model takes a pixel's colours.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}

/// <summary>
/// What becomes of pixels before a model sees them: (pixel / scale − mean) / deviation, each operation rounded in
/// float32.
/// </summary>
/// <param name="Order">The order of the colours.</param>
/// <param name="Scale">What pixels, 0 to 255, are divided by.</param>
/// <param name="Mean">What is subtracted then, for each channel in that order.</param>
/// <param name="Deviation">What is divided by last, for each channel in that order.</param>
/// <remarks>
/// Division by 1 and subtraction of 0 are exact, so that a step which a framework's own code leaves out changes no bit.
/// </remarks>
public sealed record Preprocessing(ChannelOrder Order, float Scale, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Channels of a pixel.</summary>
    public const int Channels = 3;

    private static readonly float[] Zeros = [0, 0, 0];
    private static readonly float[] Ones = [1, 1, 1];

    /// <summary>Pixels as they are: red, green, blue, 0 to 255.</summary>
    public static Preprocessing None { get; } = new(ChannelOrder.Rgb, 1, Zeros, Ones);

    /// <summary>
    /// Those that have a name: Keras' modes 'caffe' and 'tf', torchvision's for weights from ImageNet, and that of
    /// Chollet's book.
    /// </summary>
    public static IReadOnlyList<(string Name, Preprocessing Value)> Named { get; } =
    [
        ("keras-vgg16", new(ChannelOrder.Bgr, 1, [103.939f, 116.779f, 123.68f], Ones)),
        ("keras-inception-v3", new(ChannelOrder.Rgb, 127.5f, Ones, Ones)),
        ("torchvision", new(ChannelOrder.Rgb, 255, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f])),
        ("chollet", new(ChannelOrder.Rgb, 255, Zeros, Ones)),
    ];

    /// <summary>Everything that decides the numbers, in words: two are the same when these are.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Order} / {Scale} - {string.Join(' ', Mean.Select(Text))} / {string.Join(' ', Deviation.Select(Text))}");

    /// <summary>The values of one picture, bytes in the order row, column, channel, as the model takes them.</summary>
    internal void Apply(ReadOnlySpan<byte> pixels, ModelLayout layout, Span<float> values)
    {
        var area = pixels.Length / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = Order == ChannelOrder.Bgr ? Channels - 1 - channel : channel;
            var (start, step) = layout == ModelLayout.Nhwc ? (channel, Channels) : (channel * area, 1);
            var table = Table(channel);
            for (var i = 0; i < area; i++)
            {
                values[start + (i * step)] = table[pixels[(Channels * i) + source]];
            }
        }
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    private float[] Table(int channel) =>
        [.. Enumerable.Range(0, 256).Select(pixel => ((pixel / Scale) - Mean[channel]) / Deviation[channel])];
}
