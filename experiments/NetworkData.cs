using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments;

/// <summary>The images of a run and the network that is to tell them apart.</summary>
internal static class NetworkData
{
    /// <summary>Reads what the settings name.</summary>
    /// <exception cref="UsageException">A file or option is wrong: the message says which, and what was expected.</exception>
    public static NetworkTask Read(Run run, NetworkSettings settings)
    {
        if (settings.Features is { } features)
        {
            return NetworkFeatures.Read(run, settings, features);
        }

        var data = Images(run, settings, settings.Images);
        var (size, channels) = (data.Training.Height, data.Training.Channels);
        var architecture = settings.Net == "chollet" ? Architecture.Chollet(size, channels) : Architecture.RecipeA(size, channels);
        if (size < architecture.LeastSide)
        {
            throw new UsageException($"--size: {size} is too small for {settings.Net}; its {architecture.Widths.Count} poolings need at least {architecture.LeastSide}.");
        }

        return new(data.Name, data.ClassNames, settings.Net, architecture, data.Training, data.Validation, data.Test);
    }

    /// <summary>Reads the images, as many and as large as the options say.</summary>
    /// <exception cref="UsageException">A file or option is wrong.</exception>
    public static Dataset Images(Run run, NetworkSettings settings, DataOptions options)
    {
        var progress = new NetworkProgress(run.Start("network: images", options.Total));
        try
        {
            var data = settings.Data is { } path
                ? DataSource.Open(path, options, progress, run.Cancellation)
                : FashionMnist.Open(options, progress, run.Cancellation);
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
}
