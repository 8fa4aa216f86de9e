using Experiments.Training.Data;

namespace Experiments.Training.Features;

/// <summary>The order of a model's input: N pictures, H rows, W columns, C channels.</summary>
public enum ModelLayout
{
    /// <summary>A pixel's channels side by side, as in TensorFlow.</summary>
    Nhwc,

    /// <summary>A plane for each channel, as in PyTorch.</summary>
    Nchw,
}

/// <summary>How a model takes pictures.</summary>
/// <param name="Layout">The order of its dimensions.</param>
/// <param name="Size">Rows and columns of a picture.</param>
/// <param name="IsSingle">Whether it takes one picture at a time, not any number.</param>
internal sealed record ModelInput(ModelLayout Layout, int Size, bool IsSingle)
{
    /// <summary>Reads the dimensions of a model's input, of which one that is not positive may be anything.</summary>
    /// <exception cref="InputException">They are not those of square colour pictures, or do not say all while nothing
    /// else does.</exception>
    public static ModelInput Read(string place, IReadOnlyList<int> dimensions, ModelLayout? chosenLayout, int? chosenSize)
    {
        var shape = $"{place} is [{string.Join(", ", dimensions.Select(length => length > 0 ? $"{length}" : "?"))}]";
        if (dimensions.Count != 4)
        {
            throw new InputException(
                $"{shape}; expected four dimensions: pictures, rows, columns and channels, or pictures, channels, rows and columns");
        }

        if (dimensions[0] > 1)
        {
            throw new InputException($"{shape}: it takes exactly {dimensions[0]} pictures at a time; expected 1 or any number");
        }

        var layout = chosenLayout ?? Guess(shape, dimensions);
        var (height, width, channels) = layout == ModelLayout.Nhwc
            ? (dimensions[1], dimensions[2], dimensions[3])
            : (dimensions[2], dimensions[3], dimensions[1]);
        if (channels > 0 && channels != Preprocessing.Channels)
        {
            throw new InputException(
                $"{shape}: with {InputSetting.FeatureLayout} {Name(layout)} it takes {channels} channels; expected 3, red, green and blue");
        }

        if (height > 0 && width > 0 && height != width)
        {
            throw new InputException($"{shape}: it takes pictures of {height} × {width}; expected square ones");
        }

        var own = Math.Max(height, width);
        if (own > 0 && chosenSize is { } other && other != own)
        {
            throw new InputException(
                $"{InputSetting.FeatureSize}: {other} is not the size of the model; {shape}, which takes {own} × {own} alone");
        }

        var size = own > 0 ? own : chosenSize
            ?? throw new InputException($"{shape}: it takes pictures of any size; say which with {InputSetting.FeatureSize}, such as 224");
        return new(layout, size, dimensions[0] == 1);
    }

    /// <summary>The dimensions' letters.</summary>
    private static string Name(ModelLayout layout) => layout == ModelLayout.Nhwc ? "nhwc" : "nchw";

    private static ModelLayout Guess(string shape, IReadOnlyList<int> dimensions)
    {
        const InputSetting layout = InputSetting.FeatureLayout;
        return (dimensions[1] == Preprocessing.Channels, dimensions[3] == Preprocessing.Channels) switch
        {
            (true, false) => ModelLayout.Nchw,
            (false, true) => ModelLayout.Nhwc,
            _ => throw new InputException(
                $"{shape}, which does not tell the channels from rows and columns; say what is what with {layout} nhwc or {layout} nchw"),
        };
    }
}
