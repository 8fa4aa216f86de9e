using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Training.Features;

namespace Experiments.Samples.Learning;

/// <summary>The folder in which a training keeps what it need not compute again.</summary>
internal static class StateFolder
{
    /// <summary>The setting that names it.</summary>
    public static Setting<string?> Setting { get; } = Cli.Setting.Path(
        "--state", "DIR", "folder of checkpoints and computed features; it can be deleted at any time", ".experiments") with
    {
        ChangesBytes = false,
    };

    /// <summary>Makes the folder of checkpoints and features, unless it is there, and tries to write in it.</summary>
    /// <exception cref="UsageException">It cannot be made or written, or is the output folder.</exception>
    public static void Make(Work work, string folder)
    {
        if (folder.Length == 0)
        {
            throw new UsageException($"{Setting.Name}: a folder is needed, not an empty name.");
        }

        if (work.Folder is { } output && DiskFolder.AreOne(folder, output))
        {
            throw new UsageException($"{Setting.Name}: '{folder}' is the output folder; checkpoints belong elsewhere.");
        }

        try
        {
            using (var state = OutputFolder.Open(folder))
            {
                // Which removes what killed processes left of checkpoints.
                state.Lock(work.Cancellation).Dispose();
            }

            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Setting.Name}: cannot write to the folder '{folder}': {error.Message}");
        }
    }

    /// <summary>A cache of features in a folder.</summary>
    public static FeatureCache Cache(string folder)
    {
        return new(Read, (key, bytes) => AtomicFile.Write(PathOf(key), stream => stream.Write(bytes)));

        byte[]? Read(ulong key)
        {
            try
            {
                return File.ReadAllBytes(PathOf(key));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        string PathOf(ulong key) => Path.Combine(folder, $"features-{key:x16}.cache");
    }
}
