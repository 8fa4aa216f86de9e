using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.TrainingEffect;

/// <summary>The settings of the paired trainings.</summary>
internal sealed record EffectSettings : LearningSource
{
    private const int MostShards = 100_000;
    /// <summary>The end of the stem of the table of comparisons.</summary>
    public const string SummaryPart = "summary";

    /// <summary>The end of the stem of the figure of steps.</summary>
    public const string StepsPart = "steps";

    private const string Merge = "merge";

    /// <summary>What the command and its files are called.</summary>
    public const string Name = "training-effect";


    private static readonly DataOptions Usual = new();

    private static readonly Setting<IReadOnlyList<string>> Parts = Setting.Arguments(
        "merge DIR", "merge, and the folders of all shards: joins their tables into the outputs of one run", word => word);

    private static readonly Setting<IReadOnlyList<EffectData>> On = Setting.List(
        "--on",
        "NAME",
        $"data sets, of {string.Join(", ", EffectData.All.Select(data => data.Name))}",
        Default.Nothing($"all of images; with {FeatureSettings.File.Name} those of features"),
        text => EffectData.All.FirstOrDefault(data => data.Name == text) ?? throw new UsageException(
            $"'{Excerpt.Of(text)}' is not a data set{Suggestions.Suggest(text, EffectData.All.Select(data => data.Name))}"),
        data => data.Name) with
    {
        Completions = [.. EffectData.All.Select(data => data.Name)],
    };

    private static readonly Setting<IReadOnlyList<ExactNumber>> Noise = Setting.List(
        "--noise",
        "SHARE",
        "shares of training labels that are flipped, from 0 to 0.5",
        Default.Nothing("0 0.05 0.2 on photographs and logistic, else 0"),
        text => ExactNumber.Parse(text) is { Value.Sign: >= 0 } share && 2 * share.Value <= 1 ? share
            : throw new UsageException($"'{Excerpt.Of(text)}' is no share of labels from 0 to 0.5."),
        share => share.Canonical);

    private static readonly Setting<IReadOnlyList<EffectArm>> Compared = Setting.List(
        "--arm",
        "NAME",
        $"what is compared with {EffectArm.Reference.Name}, of {string.Join(", ", EffectArm.All.Select(arm => arm.Name))}",
        Default.Nothing("all"),
        text => text == EffectArm.Reference.Name
            ? throw new UsageException($"'{text}' is what all are compared with, and alone there is no pair; name another.")
            : EffectArm.All.FirstOrDefault(arm => arm.Name == text) ?? throw new UsageException(
                $"'{Excerpt.Of(text)}' is not an arm{Suggestions.Suggest(text, EffectArm.All.Select(arm => arm.Name))}"),
        arm => arm.Name) with
    {
        Completions = [.. EffectArm.All.Select(arm => arm.Name)],
    };

    private static readonly Setting<IReadOnlyList<ulong>> Seeded = SeedRanges.Setting("train once for each of these seeds", "1..30");

    private static readonly Setting<int> Test =
        Setting.Integer(LearningInput.Test, "images to test with", Usual.Test, 2, TrainingSettings.MostImages);

    private static readonly Setting<int> MostTrained =
        Setting.Integer("--epochs", "train for so many epochs at most", 200, 1, TrainingSettings.MostEpochs);

    private static readonly Setting<(int Number, int Count)?> Part = Setting.One<(int Number, int Count)?>(
        "--shard",
        "K/N",
        "train the K-th of N parts alone, and write its table",
        usual: null,
        text => text.Split('/') is [var k, var n] && int.TryParse(k, out var number) && int.TryParse(n, out var count)
            && number >= 1 && number <= count && count <= MostShards ? (number, count)
            : throw new UsageException($"'{Excerpt.Of(text)}' is no part such as 2/8."),
        part => part is var (number, count) ? $"{number}/{count}" : null);

    private static readonly Setting<float> LearningRate =
        TrainingSettings.LearningRate("learning rate of the head on features", TrainingSettings.Rate(Architecture.Head(1)));

    private static readonly Setting<string?> Word = TrainingSettings.Name($"{Name}-WORD.csv", SummaryPart, StepsPart);

    private static readonly Setting<IReadOnlyList<string>> Earlier = Setting.List(
        "--kept",
        "DIR",
        "folders of earlier runs or parts; what was trained there is not trained again",
        usual: null,
        word => word,
        word => word) with
    {
        ChangesBytes = false,
    };

    private static readonly Setting<int> Threaded = CommonSettings.Threads("train, a seed each");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Parts, On, Noise, Compared, Seeded, TrainingSettings.Data, TrainingSettings.Train, TrainingSettings.Validation, Test,
        .. FeatureSettings.All, LearningRate, MostTrained, TrainingSettings.Patience, Part, Earlier, Threaded, Word, StateFolder.Setting,
    ];

    /// <summary>The option of a part, as a command in canonical form has it.</summary>
    public static string PartOption => Part.Name;

    /// <summary>The option of earlier runs.</summary>
    public static string KeptOption => Earlier.Name;

    /// <summary>The options that say which trainings there are, not what each gives.</summary>
    public static IReadOnlyList<string> Choices { get; } = [On.Name, Noise.Name, Compared.Name, Seeded.Name, Part.Name, Word.Name];

    /// <summary>The command in canonical form.</summary>
    public required string Canonical { get; init; }

    /// <summary>The folders of earlier runs.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>The groups of trainings, in the order of the tables.</summary>
    public required IReadOnlyList<EffectGroup> Groups { get; init; }

    /// <summary>What is compared with the reference.</summary>
    public required IReadOnlyList<EffectArm> Arms { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The learning rate of the head on features.</summary>
    public required float HeadRate { get; init; }

    /// <summary>The epoch after which a training ends at the latest.</summary>
    public required int Epochs { get; init; }

    /// <summary>How many epochs the stopping rule waits.</summary>
    public required int Patience { get; init; }

    /// <summary>The part that is trained, from 1 on; null for all.</summary>
    public required (int Number, int Count)? Shard { get; init; }

    /// <summary>The folders to be merged; none to train.</summary>
    public required IReadOnlyList<string> Merged { get; init; }

    /// <summary>The stem of the files.</summary>
    public required string Stem { get; init; }

    /// <summary>What is asked for.</summary>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public static EffectSettings Read(Given given)
    {
        var (words, seeds) = (Parts.Read(given), Seeded.Read(given));
        if (words.Count > 0 && (words[0] != Merge || words.Count == 1))
        {
            throw new UsageException($"'{Excerpt.Of(words[0])}': expected {Merge} and the folders of all shards, or no word at all.");
        }

        bool IsRefused(Setting setting) => setting.Spelled(given) is not null || (setting == Earlier && Earlier.IsGiven(given));

        if (words.Count > 0 && All.Skip(1).FirstOrDefault(IsRefused) is { } other)
        {
            throw new UsageException($"{other.Name}: the shards say what was run; leave it out with {Merge}.");
        }

        if (seeds.Count < 2)
        {
            throw new UsageException($"{Seeded.Name}: one seed has no spread; give two or more, such as 1..30.");
        }

        if (TrainingSettings.Validation.Read(given) % 2 + Test.Read(given) % 2 + TrainingSettings.Train.Read(given) % 2 > 0)
        {
            throw new UsageException(
                $"{TrainingSettings.Train.Name}, {TrainingSettings.Validation.Name}, {Test.Name}: half of each class; give even numbers.");
        }

        var (data, noise, arms, features) = (On.Read(given), Noise.Read(given), Compared.Read(given), FeatureSettings.Read(given));
        EffectData[] sets =
        [
            .. EffectData.All.Where(one => data.Count == 0 ? one.IsOnFeatures == features is not null : data.Contains(one)),
        ];
        var onFeatures = sets.FirstOrDefault(set => set.IsOnFeatures);
        if (features is null != onFeatures is null)
        {
            throw new UsageException(features is null
                ? $"{On.Name}: {onFeatures!.Name} needs a pretrained model or its features; "
                    + $"give them with {FeatureSettings.File.Name} FILE."
                : $"{FeatureSettings.File.Name}: no data set of features is to be trained; leave it out, or name one with {On.Name}.");
        }

        if (LearningRate.IsGiven(given) && !sets.Any(set => set is { IsOnFeatures: true, IsLogistic: false }))
        {
            throw new UsageException(
                $"{LearningRate.Name}: it is that of a head on features; give these with {FeatureSettings.File.Name}.");
        }

        arms = [.. EffectArm.All.Where(arm => arms.Count == 0 || arms.Contains(arm))];
        return sets.FirstOrDefault(set => !set.HasAllArms && arms.All(arm => arm.IsOfFew)) is { } bare
            ? throw new UsageException(
                $"{Compared.Name}: {arms[0].Name} is for logistic and features alone, and {bare.Name} is left without an arm.")
            : new()
            {
                Groups =
                [
                    .. sets.SelectMany(set => Shares(set, noise).SelectMany(share => seeds.Select(seed =>
                        new EffectGroup(set, share.Canonical, Float64.Round(share.Value).Value, seed)))),
                ],
                Arms = arms,
                Seeds = seeds,
                Command = Name,
                Canonical = Commands.Canonical(Name, All, given),
                Kept = Earlier.Read(given),
                Data = TrainingSettings.Data.Read(given),
                Features = features,
                State = StateFolder.Setting.Read(given),
                HeadRate = LearningRate.Read(given),
                Stem = Word.Read(given) is { } word ? $"{Name}-{word}" : Name,
                Images = Usual with
                {
                    Train = TrainingSettings.Train.Read(given),
                    Validation = TrainingSettings.Validation.Read(given),
                    Test = Test.Read(given),
                },
                Epochs = MostTrained.Read(given),
                Patience = TrainingSettings.Patience.Read(given),
                Shard = Part.Read(given),
                Merged = [.. words.Skip(1)],
                Threads = Threaded.Read(given),
            };
    }

    private static IEnumerable<ExactNumber> Shares(EffectData data, IReadOnlyList<ExactNumber> given) =>
        given.Count > 0 ? given : new[] { EffectNames.NoNoise, "0.05", "0.2" }.Take(data.HasNoise ? 3 : 1).Select(ExactNumber.Parse);
}
