using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Samples;

/// <summary>The settings that commands which train have in common.</summary>
internal static class TrainingSettings
{
    /// <summary>The longest training.</summary>
    public const int MostEpochs = 100_000;

    /// <summary>The most images of a set.</summary>
    public const int MostImages = 10_000_000;

    private const int MostLetters = 40;

    private static readonly DataOptions Images = new();

    /// <summary>The folder of images.</summary>
    public static Setting<string?> Data { get; } = Setting.Path(
        DiskFolder.Option, "DIR", "folder of images of two classes to train on", Default.Nothing("the embedded Fashion-MNIST"));

    /// <summary>Images to train on.</summary>
    public static Setting<int> Train { get; } =
        Setting.Integer("--train", "images to train on, half of each class", Images.Train, 2, MostImages);

    /// <summary>Images to stop by.</summary>
    public static Setting<int> Validation { get; } =
        Setting.Integer("--validation", "images that decide when to stop", Images.Validation, 2, MostImages);

    /// <summary>How long the stopping rule waits.</summary>
    public static Setting<int> Patience { get; } = Setting.Integer(
        "--patience", "stop after so many epochs without a lower loss", new TrainingOptions().Patience, 1, MostEpochs);

    /// <summary>RMSprop's learning rate.</summary>
    public static Setting<float> LearningRate(string description, Default usual) => Setting.One(
        "--learning-rate",
        "X",
        description,
        usual,
        text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 1 ? rate
            : throw new UsageException($"'{Excerpt.Of(text)}' is no rate above 0 and up to 1, such as 5e-4."),
        rate => new Float32(rate).ToText());

    /// <summary>A network's own learning rate, as a default.</summary>
    public static string Rate(Architecture network) => new Float32(network.LearningRate).ToText();

    /// <summary>A word of the user's in the names of files.</summary>
    public static Setting<string?> Name(string example, params string[] taken) => Setting.One<string?>(
        "--name",
        "WORD",
        $"a word in the names of the files, such as {example}",
        usual: null,
        text => text.Length is > 0 and <= MostLetters && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            && !taken.Contains(text) ? text
            : throw new UsageException($"'{Excerpt.Of(text)}' is no word of at most {MostLetters} small letters and digits"
                + $"{(taken.Length == 0 ? "" : $", or is taken, as {string.Join(" and ", taken)} are")}."),
        name => name);
}
