using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Network;

/// <summary>The settings of the network.</summary>
internal static class Settings
{
    /// <summary>The network of Chollet's book, for colour photographs.</summary>
    public const string Chollet = "chollet";

    private const string RecipeA = "recipe-a";
    private const string CholletSize = "150";
    private const string Epochs = "200";
    private const string FeatureEpochs = "30";

    private static readonly DataOptions Images = new();
    private static readonly TrainingOptions Training = new(TrainingEvidence.ShownSeed);

    private static readonly Setting<string> Net = Setting.Choice(
        "--net",
        "network to train: one whose outputs grow large, or that of Chollet's book, for colour photographs",
        RecipeA,
        (RecipeA, RecipeA),
        (Chollet, Chollet));

    internal static readonly Setting<(string Class0, string Class1)?> Classes = Setting.Several<(string Class0, string Class1)?>(
        LearningInput.Classes,
        "NAME",
        "the two classes to tell apart, class 0 first, by name or number",
        usual: null,
        none: null,
        names => names.Distinct().ToArray() is var given && given is [var class0, var class1]
            ? (class0, class1)
            : throw new UsageException($"{given.Length} given; expected two different ones, class 0 first."),
        names => names is var (class0, class1) ? $"{Setting.Word(class0)} {Setting.Word(class1)}" : null);

    internal static readonly Setting<int> Size = Setting.Integer(
        LearningInput.Size,
        "rows and columns that images are brought to",
        new($"{Images.Size}, or {CholletSize} for {Chollet}", given => Net.Read(given) == Chollet ? CholletSize : Text(Images.Size)),
        1,
        FeatureSettings.LargestSize);

    internal static readonly Setting<int> Test =
        Setting.Integer(LearningInput.Test, "images to test with; 0 for none", Images.Test, 0, TrainingSettings.MostImages);

    private static readonly Setting<bool> SkipBad = Setting.Flag("--skip-bad", "leave out images that cannot be read, and say how many");

    internal static readonly Setting<int> EpochLimit = Setting.Integer(
        "--epochs",
        "train for so many epochs at most",
        new(
            $"{Epochs}, or {FeatureEpochs} with {FeatureSettings.File.Name}",
            given => FeatureSettings.File.IsGiven(given) ? FeatureEpochs : Epochs),
        1,
        TrainingSettings.MostEpochs);

    private static readonly Setting<float> LearningRate = TrainingSettings.LearningRate(
        "learning rate of RMSprop",
        new(
            $"{TrainingSettings.Rate(Architecture.RecipeA())}; {TrainingSettings.Rate(Architecture.Chollet())} for {Chollet}, "
                + $"{TrainingSettings.Rate(Architecture.Head(1))} with {FeatureSettings.File.Name}",
            given => TrainingSettings.Rate(
                FeatureSettings.File.IsGiven(given) ? Architecture.Head(1)
                : Net.Read(given) == Chollet ? Architecture.Chollet()
                : Architecture.RecipeA())));

    internal static readonly Setting<Watch> Watched = Setting.Choice(
        "--watch",
        "loss that decides when to stop",
        Training.Watch,
        ("validation", Watch.Validation),
        ("training", Watch.Training));

    private static readonly Setting<Loss> TrainingLoss = Setting.One(
        "--loss",
        "NAME",
        "loss to train with, see list --losses; logits is of raw outputs, sigmoid of clipped sigmoid outputs, as in the article",
        Training.Loss.Name,
        LossSettings.Named,
        loss => loss.Name) with
    {
        Completions = [.. Catalogue.All.Select(loss => loss.Name)],
    };

    internal static readonly Setting<ulong> Seed = Setting.One(
        "--seed",
        "N",
        "seed of all random numbers",
        Text(Training.Seed),
        text => (ulong)Setting.WholeNumber(text, 0, long.MaxValue),
        seed => Text(seed));

    private static readonly Setting<IReadOnlyList<ulong>> Seeds = SeedRanges.Setting(
        "train once for each of these seeds, such as 1..20, and write their numbers alone", usual: null);

    private static readonly Setting<IReadOnlyList<int>> Batch = Setting.List(
        "--batch",
        "N",
        "batch sizes to draw Figure 6 for, a figure each",
        "4",
        text => (int)Setting.WholeNumber(text, 1, TrainingSettings.MostImages),
        size => Text(size));

    internal static readonly Setting<bool> Resume =
        Setting.Flag("--resume", "go on from the last checkpoint that --state holds") with { ChangesBytes = false };

    /// <summary>Threads to train with.</summary>
    public static Setting<int> Threads { get; } = CommonSettings.Threads("train");

    /// <summary>All of them, in the order of a command in canonical form.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Net, TrainingSettings.Data, Classes, Size, TrainingSettings.Train, TrainingSettings.Validation, Test, SkipBad,
        .. FeatureSettings.All, LearningRate, EpochLimit, TrainingSettings.Patience, Watched, TrainingLoss, Seed, Seeds, Threads, Batch,
        TrainingStems.Setting, StateFolder.Setting, Resume,
    ];

    /// <summary>What is asked for.</summary>
    /// <exception cref="UsageException">A value is wrong, or two settings contradict each other.</exception>
    public static TrainingPlan Read(Given given)
    {
        var (net, data, seeds) = (Net.Read(given), TrainingSettings.Data.Read(given), Seeds.Read(given));
        var features = FeatureSettings.Read(given);
        Refuse(
            data is null && features is null && net == Chollet,
            $"{Net.Name}: {Chollet} takes colour photographs of {CholletSize} × {CholletSize}, "
            + $"the embedded ones are grey and smaller; give yours with {TrainingSettings.Data.Name}.");
        Refuse(
            features is not null && Net.IsGiven(given),
            $"{Net.Name}: with {FeatureSettings.File.Name} a head of its own is trained; leave {Net.Name} out.");
        Refuse(
            features?.Labels is not null && (Classes.IsGiven(given) || SkipBad.IsGiven(given)),
            $"{FeatureSettings.Labels.Name}: with labels in a file no picture is looked at; "
            + $"leave {Classes.Name} and {SkipBad.Name} out.");
        Refuse(
            features is not null && Size.IsGiven(given),
            $"{Size.Name}: with {FeatureSettings.File.Name} the model says which size it takes, "
            + $"or {FeatureSettings.Size.Name} where it takes any; leave {Size.Name} out.");
        Refuse(
            seeds.Count > 0 && (Seed.IsGiven(given) || Resume.Read(given)),
            $"{Seeds.Name}: it trains anew for each seed; leave {Seed.Name} and {Resume.Name} out.");
        return new()
        {
            Command = "network",
            Net = net,
            Data = data,
            Features = features,
            Images = new()
            {
                Size = Size.Read(given),
                Channels = net == Chollet ? 3 : null,
                Train = TrainingSettings.Train.Read(given),
                Validation = TrainingSettings.Validation.Read(given),
                Test = Test.Read(given),
                Classes = Classes.Read(given),
                SkipBad = SkipBad.Read(given),
            },
            LearningRate = LearningRate.Read(given),
            Stems = new(TrainingStems.Setting.Read(given)),
            Epochs = EpochLimit.Read(given),
            Training = new(Seed.Read(given), TrainingLoss.Read(given), Watched.Read(given), TrainingSettings.Patience.Read(given)),
            Threads = Threads.Read(given),
            Batches = Batch.Read(given),
            State = StateFolder.Setting.Read(given),
            Resume = Resume.Read(given),
            Seeds = seeds,
        };
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new UsageException(message);
        }
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
