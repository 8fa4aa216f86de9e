using System.CommandLine;
using System.Globalization;
using Experiments.Cli;
using Experiments.Losses.Frameworks;
using Experiments.Output.Figures;
using Experiments.Output.Tables;
using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments.Network;

/// <summary>The options of the network.</summary>
internal static class NetworkOptions
{
    /// <summary>The network that is trained unless another is asked for.</summary>
    public const string RecipeA = "recipe-a";

    /// <summary>The article's batch size.</summary>
    public const string UsualBatch = "4";

    private const string Chollet = "chollet";
    private const int MostEpochs = 100_000;
    private const int MostImages = 10_000_000;
    private const int MostSeeds = 1000;

    private static readonly ChoiceOption Net = new("--net", "the network", RecipeA, RecipeA, Chollet);
    private static readonly Option<string?> Data = new("--data") { Description = "folder of images to train on [default: the embedded Fashion-MNIST]", HelpName = "DIR" };
    private static readonly ListOption Classes = new("--classes", "NAME", "the two classes to tell apart, class 0 first, by name or number");
    private static readonly IntegerOption Size = new("--size", "rows and columns of an image [default: 32, or 150 for chollet]", 1, 4096);
    private static readonly IntegerOption Train = new("--train", "training images, half of each class [default: 2000]", 2, MostImages);
    private static readonly IntegerOption Validation = new("--validation", "validation images [default: 1000]", 2, MostImages);
    private static readonly IntegerOption Test = new("--test", "test images; 0 for none [default: 1000]", 0, MostImages);
    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "leave images out that cannot be read, and say how many" };
    private static readonly IntegerOption Epochs = new("--epochs", "epochs at most [default: 200, or 30 with --features]", 1, MostEpochs);
    private static readonly IntegerOption Patience = new("--patience", "epochs without a lower loss before training stops [default: 15]", 1, MostEpochs);
    private static readonly ChoiceOption Watched = new("--watch", "the loss that the stopping rule watches", "validation", "validation", "training");
    private static readonly IntegerOption Seed = new("--seed", "seed of all random numbers [default: 1]", 0, long.MaxValue);
    private static readonly ListOption Seeds = new("--seeds", "N", "train once for each of these seeds, such as 1..20, and write their numbers alone");
    internal static readonly IntegerOption Threads = new("--threads", "threads to train with; results do not depend on them [default: all cores]", 1, 1024);
    private static readonly ChoiceOption LossOption = new("--loss", "the loss to train with: logits of raw outputs, sigmoid clipped, or a framework's", "logits", [.. Losses.Frameworks.Catalogue.All.Select(loss => loss.Name)]);
    private static readonly ListOption Batch = new("--batch", "N", "batch sizes to draw Figure 6 for", UsualBatch);
    private static readonly Option<string> State = new("--state") { Description = "folder of the checkpoints and of computed features", HelpName = "DIR", DefaultValueFactory = _ => ".experiments" };
    private static readonly Option<bool> Resume = new("--resume") { Description = "go on from the last checkpoint" };

    public static IReadOnlyList<Option> All { get; } =
    [
        Net.Option, Data, Classes.Option, Size.Option, Train.Option, Validation.Option, Test.Option, SkipBad,
        .. NetworkFeatureOptions.All,
        Epochs.Option, Patience.Option, Watched.Option, Seed.Option, Seeds.Option, Threads.Option, LossOption.Option, Batch.Option, State, Resume,
    ];

    /// <summary>The settings that were asked for.</summary>
    /// <exception cref="UsageException">A value is wrong, or two options contradict each other.</exception>
    public static NetworkSettings Read(ParseResult parsed)
    {
        var net = Net.Read(parsed)!;
        var data = parsed.GetValue(Data);
        var features = NetworkFeatureOptions.Read(parsed);
        if (data is null && features is null && net == Chollet)
        {
            throw new UsageException("--net: chollet takes colour photographs of 150 × 150, the embedded ones are grey and 28 × 28; give yours with --data.");
        }

        if (data is { Length: 0 })
        {
            throw new UsageException("--data: a folder is needed, not an empty name.");
        }

        if (features is not null && parsed.GetResult(Net.Option) is { Implicit: false })
        {
            throw new UsageException("--net: with --features a head of its own is trained; leave --net out.");
        }

        if (features is not null && parsed.GetResult(Size.Option) is not null)
        {
            throw new UsageException("--size: with --features the model says which size it takes, or --feature-size where it takes any; leave --size out.");
        }

        var seeds = Seeds.Read(parsed, text => text).SelectMany(Range).Distinct().ToArray();
        if (seeds.Length > 0 && (parsed.GetResult(Seed.Option) is not null || parsed.GetValue(Resume)))
        {
            throw new UsageException("--seeds: it trains anew for each seed; leave --seed and --resume out.");
        }

        return new()
        {
            Net = net,
            Data = data,
            Features = features,
            Images = Images(parsed, net),
            Epochs = (int)(Epochs.Read(parsed) ?? UsualEpochs(features)),
            Training = new(
                (ulong)(Seed.Read(parsed) ?? 1),
                Losses.Frameworks.Catalogue.Find(LossOption.Read(parsed)!),
                Watched.Read(parsed) == "validation" ? Watch.Validation : Watch.Training,
                (int)(Patience.Read(parsed) ?? 15)),
            Threads = (int)(Threads.Read(parsed) ?? Environment.ProcessorCount),
            Batches = Batch.Read(parsed, text => (int)new IntegerOption("--batch", "", 1, MostImages).Number(text)),
            State = parsed.GetValue(State)!,
            Resume = parsed.GetValue(Resume),
            Seeds = seeds,
        };
    }

    /// <summary>The settings of a run that is told nothing but where its features come from, and keeps nothing.</summary>
    public static NetworkSettings Defaults(NetworkFeatureSettings? features) =>
        Read(Program.CommandOf(NetworkExperiment.Experiment).Parse([])) with { Features = features, Epochs = UsualEpochs(features), State = null };

    /// <summary>The side of an image, unless it is given.</summary>
    public static int UsualSize(string net) => net == Chollet ? 150 : new DataOptions().Size;

    /// <summary>The most epochs, unless they are given.</summary>
    public static int UsualEpochs(NetworkFeatureSettings? features) => features is null ? 200 : 30;

    private static DataOptions Images(ParseResult parsed, string net)
    {
        var classes = Classes.Read(parsed, text => text);
        if (classes.Count is not (0 or 2))
        {
            throw new UsageException($"--classes: {classes.Count} given; expected two different ones, class 0 first.");
        }

        var images = new DataOptions();
        return images with
        {
            Size = (int)(Size.Read(parsed) ?? UsualSize(net)),
            Channels = net == Chollet ? 3 : null,
            Train = (int)(Train.Read(parsed) ?? images.Train),
            Validation = (int)(Validation.Read(parsed) ?? images.Validation),
            Test = (int)(Test.Read(parsed) ?? images.Test),
            Classes = classes.Count == 2 ? (classes[0], classes[1]) : null,
            SkipBad = parsed.GetValue(SkipBad),
        };
    }

    /// <summary>The seeds that a text names: one, or a first and a last with two dots between them.</summary>
    private static IEnumerable<ulong> Range(string text)
    {
        var ends = text.Split("..").Select(end =>
            ulong.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) && seed <= long.MaxValue ? (long)seed
                : throw new UsageException($"--seeds: '{text}' is neither a seed nor a range such as 1..20.")).ToArray();
        if (ends.Length > 2 || ends[^1] < ends[0] || ends[^1] - ends[0] >= MostSeeds)
        {
            throw new UsageException($"--seeds: '{text}' is no range of at most {MostSeeds} seeds such as 1..20.");
        }

        for (var seed = ends[0]; seed <= ends[^1]; seed++)
        {
            yield return (ulong)seed;
        }
    }
}
