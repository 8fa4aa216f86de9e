using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The folder for pictures of where pictures differ; all are written together, and none when nothing differs.</summary>
internal sealed class DifferencePictures
{
    private readonly string folder;

    /// <summary>The folder, which must not be one of those compared, or in one: its pictures would be compared the next time.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public DifferencePictures(string folder, string before, string after)
    {
        this.folder = folder.Length > 0 ? folder : throw new UsageException("--pictures: the folder has no name.");
        if (new[] { before, after }.FirstOrDefault(compared => Directory.Exists(compared) && IsWithin(folder, compared)) is { } outer)
        {
            throw new UsageException($"--pictures: '{folder}' is in {outer}, which is compared; give a folder elsewhere.");
        }
    }

    /// <summary>Writes the pictures: sub/name.png as sub-name-difference.png.</summary>
    public void Write(IReadOnlyList<FileDifference> differences, Messages messages, CancellationToken cancellation)
    {
        var pictures = differences.Where(difference => difference.Picture is { IsEqual: false }).ToArray();
        if (pictures.Length == 0)
        {
            return;
        }

        using var output = Open();
        var names = new HashSet<string>();
        foreach (var difference in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            var png = difference.Picture!.ToPng();
            output.Write(Name(difference.Files.Name, names), stream => stream.Write(png));
        }

        messages.Say(output.Commit());
    }

    private OutputFolder Open()
    {
        try
        {
            return OutputFolder.Open(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--pictures: cannot write to the folder '{folder}': {error.Message}");
        }
    }

    private static string Name(string name, HashSet<string> taken)
    {
        var stem = Path.ChangeExtension(name, null).Replace('/', '-') + "-difference";
        return Enumerable.Range(1, int.MaxValue).Select(i => (i == 1 ? stem : $"{stem}-{i}") + ".png").First(taken.Add);
    }

    private static bool IsWithin(string inner, string outer) => Path.GetRelativePath(outer, inner) is var path
        && (path == "." || !(Path.IsPathRooted(path) || path.Split(Path.DirectorySeparatorChar)[0] == ".."));
}
