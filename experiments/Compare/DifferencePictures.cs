using Experiments.Cli;
using Experiments.Output.Files;

namespace Experiments.Compare;

/// <summary>The folder for pictures of where pictures differ; all are written together.</summary>
internal static class DifferencePictures
{
    /// <summary>Whether the folder can hold them: true, or it is refused.</summary>
    /// <exception cref="UsageException">It is in a compared one: its pictures would be compared next time.</exception>
    public static bool IsElsewhere(string folder, params IEnumerable<string> compared) =>
        folder.Length == 0 ? throw new UsageException($"{Diff.Pictures.Name}: the folder has no name.")
        : compared.FirstOrDefault(outer => Directory.Exists(outer) && IsWithin(folder, outer)) is not { } found ? true
        : throw new UsageException($"{Diff.Pictures.Name}: '{folder}' is in {found}, which is compared; give a folder elsewhere.");

    /// <summary>Writes the pictures: sub/name.png as sub-name-difference.png.</summary>
    public static void Write(string folder, IReadOnlyList<FileDifference> differences, Messages messages, CancellationToken cancellation)
    {
        var pictures = differences.Where(difference => difference.Picture?.Drawn is not null).ToArray();
        if (pictures.Length == 0)
        {
            return;
        }

        using var output = Open(folder);
        var names = new HashSet<string>();
        foreach (var difference in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(Name(difference.Files.Name, names), stream => stream.Write(difference.Picture!.Drawn!.Value.Span));
        }

        messages.Say(output.Commit());
    }

    private static OutputFolder Open(string folder)
    {
        try
        {
            return OutputFolder.Open(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Diff.Pictures.Name}: cannot write to the folder '{folder}': {error.Message}");
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
