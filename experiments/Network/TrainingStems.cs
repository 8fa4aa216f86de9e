using Experiments.Cli;
using Experiments.Samples;

namespace Experiments.Network;

/// <summary>The stems of a training's files: those of the article's figures, or with the user's word in them.</summary>
/// <param name="Name">The word; null for none.</param>
internal sealed record TrainingStems(string? Name)
{
    private const string Command = "network";
    private const string TrainedPart = "trained";

    /// <summary>The setting of the word.</summary>
    public static Setting<string?> Setting { get; } = TrainingSettings.Name($"{Command}-WORD-{TrainedPart}.csv");

    /// <summary>The numbers of each seed.</summary>
    public string Seeds => Of("seeds");

    /// <summary>These over all seeds.</summary>
    public string Summary => Of("summary");

    /// <summary>The numbers of one training.</summary>
    public string Results => Of("results");

    /// <summary>The training images after the epoch of Figure 4.</summary>
    public string Early => Of($"epoch{TrainingRun.EarlyEpoch}");

    /// <summary>The training images at the end.</summary>
    public string Trained => Of(TrainedPart);

    /// <summary>How many batches are off, by their size.</summary>
    public string Batches => Of("batches");

    /// <summary>The batches that Figure 6 draws besides.</summary>
    public string BatchesDrawn => Of("batches-drawn");

    /// <summary>The epochs.</summary>
    public string Training => Of("training");

    /// <summary>The batches of a size.</summary>
    public string Batch(int size) => Of($"batch{size}");

    /// <summary>
    /// Those in a folder: without a word where there are such, else of the one word that there is.
    /// </summary>
    /// <exception cref="UsageException">There are several.</exception>
    public static TrainingStems In(string folder)
    {
        var (start, end) = ($"{Command}-", $"-{TrainedPart}.csv");
        string[] words =
        [
            .. Directory.EnumerateFiles(folder, $"{start}*{end}").Select(path => Path.GetFileName(path)[start.Length..^end.Length]),
        ];
        return File.Exists(Path.Combine(folder, $"{start}{end[1..]}")) || words.Length == 0 ? new(Name: null)
            : words is [var word] ? new(word)
            : throw new UsageException(
                $"'{folder}' holds the trainings {string.Join(" and ", words.Order(StringComparer.Ordinal))}; expected a folder with one.");
    }

    private string Of(string part) => Name is null ? $"{Command}-{part}" : $"{Command}-{Name}-{part}";
}
