using Experiments.Cli;
using Experiments.Samples.Learning;
using Experiments.Training.Layers;

namespace Experiments.Network;

/// <summary>The images of a run and the network that is to tell them apart.</summary>
internal static class ImageTask
{
    /// <summary>Reads what the plan name.</summary>
    /// <exception cref="UsageException">A file or option is wrong: the message says which, and what was
    /// expected.</exception>
    public static LearningTask Read(Work work, TrainingPlan plan)
    {
        var task = Task(work, plan);
        return task with { Architecture = task.Architecture with { LearningRate = plan.LearningRate } };
    }

    /// <summary>The network of a name for images of a size.</summary>
    /// <exception cref="UsageException">The images are too small for it, or too large.</exception>
    public static Architecture Network(string name, int size, int channels)
    {
        var architecture = name == "chollet" ? Architecture.Chollet(size, channels) : Architecture.RecipeA(size, channels);
        if (size < architecture.LeastSide)
        {
            throw new UsageException(
                $"{Settings.Size.Name}: {size} is too small for {name}; its "
                + $"{architecture.Widths.Count} poolings need at least {architecture.LeastSide}.");
        }

        return architecture.MemoryUse is var (bytes, numbers) && numbers <= Array.MaxLength ? architecture
            : throw new UsageException(
                $"{Settings.Size.Name}: {size} is too large for {name}: it would take {bytes} bytes, "
                + $"{numbers} numbers of them in one array, which holds {Array.MaxLength} at most.");
    }

    private static LearningTask Task(Work work, TrainingPlan plan)
    {
        if (plan.Features is { } features)
        {
            return FeatureTask.Read(work, plan, features);
        }

        // Before images are read, so that nobody waits for a message; grey ones take the least memory.
        _ = Network(plan.Net, plan.Images.Size, plan.Images.Channels ?? 1);
        var data = LearningInput.Images(work, plan, plan.Images);
        var architecture = Network(plan.Net, data.Training.Height, data.Training.Channels);
        return new(data.Name, data.ClassNames, plan.Net, architecture, data.Training, data.Validation, data.Test);
    }
}
