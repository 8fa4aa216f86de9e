using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Training.Features;

namespace Experiments.Samples.Learning;

/// <summary>The settings of features from a pretrained network.</summary>
internal static class FeatureSettings
{
    /// <summary>The most rows and columns of an image.</summary>
    public const int LargestSize = 4096;

    /// <summary>The file of the model, or of its features.</summary>
    public static Setting<string?> File { get; } = Setting.Path(
        "--features",
        "FILE",
        "pretrained model (.onnx) to train a head on, or its features (.npy), a row for each training, validation and test image");

    /// <summary>The file of the labels of features that were computed elsewhere.</summary>
    public static Setting<string?> Labels { get; } = Setting.Path(
        "--labels",
        "FILE",
        "labels of the rows of features, 0 or 1: an array (.npy), or a table (.csv) of one column or with a column label");

    /// <summary>Rows and columns of an image; null for the model's.</summary>
    public static Setting<int?> Size { get; } = Setting.One<int?>(
        "--feature-size",
        "N",
        "rows and columns that images are brought to for the model",
        Default.Nothing("the model's"),
        text => (int)Setting.WholeNumber(text, 1, LargestSize),
        size => size?.ToString(CultureInfo.InvariantCulture));

    internal static readonly Setting<Preprocessing?> Named = Setting.Choice<Preprocessing?>(
        "--preprocess",
        "what the model wants done to pixels; the options below change a part of it",
        null,
        [.. Preprocessing.Named.Select(named => (named.Name, (Preprocessing?)named.Value))]) with
    {
        Canonical = given => IsModel(given) ? NameOf(Pixels(given)) : null,
    };

    internal static readonly Setting<ModelLayout?> Layout = Setting.Choice<ModelLayout?>(
        "--layout",
        "order of the model's input: colours last or first [default: as its shape says]",
        null,
        ("nhwc", ModelLayout.Nhwc),
        ("nchw", ModelLayout.Nchw));

    private static readonly Setting<ChannelOrder?> Order = Setting.Choice<ChannelOrder?>(
        "--channel-order", "order of colours in a pixel", null, ("rgb", ChannelOrder.Rgb), ("bgr", ChannelOrder.Bgr)) with
    {
        Canonical = given => Unlisted(given) is { Order: ChannelOrder.Bgr } ? "bgr" : null,
    };

    private static readonly Setting<float?> Scale =
        Setting.One<float?>("--scale", "X", "divide pixels, 0 to 255, by this first", null, text => Divisor(text), _ => null) with
        {
            Canonical = given => Unlisted(given) is { Scale: var scale } ? Text(scale) : null,
        };

    private static readonly Setting<IReadOnlyList<float>?> Mean = Channels(
        "--mean",
        "subtract this then: one number, or one for each channel in the order of the colours",
        Finite,
        pixels => pixels.Mean);

    private static readonly Setting<IReadOnlyList<float>?> Deviation = Channels(
        "--std", "divide by this last: one number, or one for each channel", Positive, pixels => pixels.Deviation);

    internal static readonly Setting<string?> Output = Setting.One<string?>(
        "--feature-output",
        "NAME",
        "output of the model to take where it has several",
        usual: null,
        name => name,
        name => name is null ? null : Setting.Word(name));

    /// <summary>All of them, the file first.</summary>
    public static IReadOnlyList<Setting> All { get; } = [File, Labels, Named, Order, Scale, Mean, Deviation, Size, Layout, Output];

    /// <summary>Where features come from; null when they were not asked for.</summary>
    /// <exception cref="UsageException">A value is wrong, or a setting is missing or out of place.</exception>
    public static FeatureSource? Read(Given given)
    {
        var (path, hasData) = (File.Read(given), TrainingSettings.Data.IsGiven(given));
        if (path is not null && !IsModel(given) && !HasExtension(path, ".npy"))
        {
            throw new UsageException(
                $"{File.Name}: '{path}' ends neither in .onnx, as a model does, nor in .npy, as an array of features.");
        }

        var labels = Labels.Read(given);
        if (labels is not null && (path is null || IsModel(given)))
        {
            throw new UsageException(path is null
                ? $"{Labels.Name}: they are those of features; give these with {File.Name} FILE.npy."
                : $"{Labels.Name}: a model looks at pictures, which have their labels; leave {Labels.Name} out.");
        }

        if (labels is not null && !HasExtension(labels, ".npy") && !HasExtension(labels, ".csv"))
        {
            throw new UsageException($"{Labels.Name}: '{labels}' ends neither in .npy, as an array does, nor in .csv, as a table.");
        }

        if (!IsModel(given) && All.Skip(2).FirstOrDefault(setting => setting.IsGiven(given)) is { } stray)
        {
            throw new UsageException($"{stray.Name}: it says how to feed a model; give one with {File.Name} MODEL.onnx.");
        }

        if (IsModel(given) && !new Setting[] { Named, Scale, Mean, Deviation }.Any(setting => setting.IsGiven(given)))
        {
            var names = string.Join('|', Preprocessing.Named.Select(named => named.Name));
            throw new UsageException(
                $"{File.Name}: say what the model wants pixels to be: {Named.Name} {names}, "
                + $"or {Scale.Name}, {Mean.Name} and {Deviation.Name} ({Scale.Name} 1 leaves them 0 to 255).");
        }

        if (path is not null && !IsModel(given) && labels is null && !hasData)
        {
            throw new UsageException(
                $"{File.Name}: '{path}' holds no labels; give them with {Labels.Name} FILE, "
                + $"or to the network the pictures, with {TrainingSettings.Data.Name} DIR.");
        }

        if (labels is not null && hasData)
        {
            throw new UsageException(
                $"{Labels.Name}: with labels in a file no picture is looked at; leave {TrainingSettings.Data.Name} out.");
        }

        return path is null ? null
            : new(path, IsModel(given) ? new(Pixels(given), Layout.Read(given), Size.Read(given), Output.Read(given)) : null, labels);
    }

    private static bool IsModel(Given given) => File.Read(given) is { } path && HasExtension(path, ".onnx");

    private static bool HasExtension(string path, string extension) =>
        Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);

    private static Preprocessing Pixels(Given given)
    {
        var start = Named.Read(given) ?? Preprocessing.None;
        return new(
            Order.Read(given) ?? start.Order,
            Scale.Read(given) ?? start.Scale,
            Mean.Read(given) ?? start.Mean,
            Deviation.Read(given) ?? start.Deviation);
    }

    private static string? NameOf(Preprocessing pixels) =>
        Preprocessing.Named.FirstOrDefault(named => named.Value.Describe() == pixels.Describe()).Name;

    /// <summary>
    /// What a model wants pixels to be, where that has no name; a command in canonical form then has its parts.
    /// </summary>
    private static Preprocessing? Unlisted(Given given) =>
        IsModel(given) && Pixels(given) is var pixels && NameOf(pixels) is null ? pixels : null;

    /// <summary>
    /// A number for each channel, or one for all; what a model's preprocessing has of them is a part of it.
    /// </summary>
    private static Setting<IReadOnlyList<float>?> Channels(
        string name, string description, Func<string, float> read, Func<Preprocessing, IReadOnlyList<float>> part)
    {
        return Setting.Several(name, "X", description, usual: null, none: null, Values, _ => null) with { Canonical = Words };

        IReadOnlyList<float>? Values(IReadOnlyList<string> texts) => texts.Select(read).ToArray() switch
        {
            [var one] => [one, one, one],
            { Length: Preprocessing.Channels } values => values,
            var values => throw new UsageException($"{values.Length} numbers given; expected one, or three."),
        };

        string? Words(Given given) => Unlisted(given) is { } pixels && !part(pixels).SequenceEqual(part(Preprocessing.None))
            ? string.Join(' ', part(pixels).Select(Text))
            : null;
    }

    private static float Finite(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value
            : throw new UsageException($"'{text}' is not a finite number.");

    private static float Positive(string text) =>
        Finite(text) is > 0 and var value ? value : throw new UsageException($"'{text}' is not a positive number.");

    // Elsewhere a scale is often a factor; one below 1 would be meant so.
    private static float Divisor(string text) =>
        Positive(text) is >= 1 and var value ? value
            : throw new UsageException($"pixels are divided by it, not multiplied; '{text}' is less than 1. 255 brings them to 0 … 1.");

    private static string Text(float value) => new Float32(value).ToText();
}

/// <summary>Where features come from.</summary>
/// <param name="Path">The file of a model, or of features computed elsewhere.</param>
/// <param name="Model">How to feed the model; null when the file holds features.</param>
/// <param name="Labels">The file of the labels; null when pictures have them.</param>
internal sealed record FeatureSource(string Path, FeatureModelOptions? Model, string? Labels);
