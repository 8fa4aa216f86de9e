using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments;

/// <summary>The images of a run and the network that is to tell them apart.</summary>
internal static class NetworkData
{
    /// <summary>Reads the images that the settings name.</summary>
    /// <exception cref="UsageException">A file or option is wrong: the message says which, and what was expected.</exception>
    public static Dataset Read(Run run, NetworkSettings settings)
    {
        var progress = new Counter(run.Start("network: images", settings.Images.Total));
        try
        {
            var data = settings.Data is { } path
                ? DataSource.Open(path, settings.Images, progress, run.Cancellation)
                : FashionMnist.Open(settings.Images, progress, run.Cancellation);
            if (data.LeftOut.Count > 0)
            {
                run.Say($"network: {data.LeftOut.Count} images left out: {string.Join("; ", data.LeftOut)}");
            }

            return data;
        }
        catch (ImageDataException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>The network that the settings name, for images of this shape.</summary>
    public static Architecture Architecture(NetworkSettings settings, Dataset data)
    {
        var (size, channels) = (data.Training.Height, data.Training.Channels);
        return settings.Net == "chollet" ? Training.Architecture.Chollet(size, channels) : Training.Architecture.RecipeA(size, channels);
    }

    private sealed class Counter(Messages.Progress progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(value);
    }
}
