using System.CommandLine;
using System.Globalization;
using Experiments.Cli;
using Experiments.Output.Tables;
using Experiments.Training.Features;

namespace Experiments.Network;

/// <summary>The options of features from a pretrained network.</summary>
internal static class NetworkFeatureOptions
{
    private const int LargestSize = 4096;

    private static readonly string[] Kinds = [.. Preprocessing.Named.Select(named => named.Name)];
    private static readonly Option<string?> Features = new("--features") { Description = "pretrained model (.onnx) to train a head on, or its features (.npy), a row for each training, validation and test image", HelpName = "FILE" };
    private static readonly ChoiceOption Preprocess = new("--preprocess", "what the model's training did to pixels; the options below change a part of it", null, Kinds);
    private static readonly IntegerOption Size = new("--feature-size", "rows and columns of an image [default: the model's]", 1, LargestSize);
    private static readonly ChoiceOption Layout = new("--layout", "order of the model's input [default: told by the dimension that is 3]", null, "nhwc", "nchw");
    private static readonly ChoiceOption Order = new("--channel-order", "order of the colours of a pixel", null, "rgb", "bgr");
    private static readonly Option<string?> Scale = new("--scale") { Description = "what pixels, 0 to 255, are divided by", HelpName = "X" };
    private static readonly ListOption Mean = new("--mean", "X", "what is subtracted then: one number, or one for each channel in the order of the colours");
    private static readonly ListOption Deviation = new("--std", "X", "what is divided by last: one number, or one for each channel");
    private static readonly Option<string?> Output = new("--feature-output") { Description = "output of the model to take, where it has several", HelpName = "NAME" };

    public static IReadOnlyList<Option> All { get; } =
        [Features, Preprocess.Option, Size.Option, Layout.Option, Order.Option, Scale, Mean.Option, Deviation.Option, Output];

    /// <summary>Where features come from; null when they were not asked for.</summary>
    /// <exception cref="UsageException">A value is wrong, or an option is missing or out of place.</exception>
    public static NetworkFeatureSettings? Read(ParseResult parsed)
    {
        var path = parsed.GetValue(Features);
        var kind = Path.GetExtension(path ?? string.Empty);
        var isModel = kind.Equals(".onnx", StringComparison.OrdinalIgnoreCase);
        if (path is not null && !isModel && !kind.Equals(".npy", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--features: '{path}' ends neither in .onnx, as a model does, nor in .npy, as an array of features.");
        }

        if (!isModel && All.Skip(1).FirstOrDefault(option => parsed.GetResult(option) is not null) is { } stray)
        {
            throw new UsageException($"{stray.Name}: it says how to feed a model; give one with --features MODEL.onnx.");
        }

        return path is null ? null : new(path, isModel ? Model(parsed) : null);
    }

    private static FeatureModelOptions Model(ParseResult parsed)
    {
        if (new Option[] { Preprocess.Option, Scale, Mean.Option, Deviation.Option }.All(option => parsed.GetResult(option) is null))
        {
            throw new UsageException($"--features: say what the model wants pixels to be: --preprocess {string.Join('|', Kinds)}, or --scale, --mean and --std (--scale 1 leaves them 0 to 255).");
        }

        var start = Preprocess.Read(parsed) is { } name ? Preprocessing.Named.First(named => named.Name == name).Value : Preprocessing.None;
        return new(
            new(
                Order.Read(parsed) is { } order ? order == "rgb" ? ChannelOrder.Rgb : ChannelOrder.Bgr : start.Order,
                parsed.GetValue(Scale) is { } scale ? Divisor("--scale", scale) : start.Scale,
                Channels(Mean.ReadAll(parsed, text => Number("--mean", text)), "--mean") ?? start.Mean,
                Channels(Deviation.ReadAll(parsed, text => Positive("--std", text)), "--std") ?? start.Deviation),
            Layout.Read(parsed) is { } layout ? layout == "nhwc" ? ModelLayout.Nhwc : ModelLayout.Nchw : null,
            (int?)Size.Read(parsed),
            parsed.GetValue(Output));
    }

    private static float[]? Channels(IReadOnlyList<float> values, string name) => values.Count switch
    {
        0 => null,
        1 => [values[0], values[0], values[0]],
        Preprocessing.Channels => [.. values],
        _ => throw new UsageException($"{name}: {values.Count} numbers given; expected one, or three."),
    };

    private static float Number(string name, string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value
            : throw new UsageException($"{name}: '{text}' is not a finite number.");

    private static float Positive(string name, string text) =>
        Number(name, text) is > 0 and var value ? value : throw new UsageException($"{name}: '{text}' is not a positive number.");

    // Elsewhere a scale is often a factor; one below 1 would be meant so.
    private static float Divisor(string name, string text) =>
        Positive(name, text) is >= 1 and var value ? value
            : throw new UsageException($"{name}: pixels are divided by it, not multiplied; '{text}' is less than 1. 255 brings them to 0 … 1.");
}
