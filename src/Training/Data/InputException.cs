using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>A setting that a message speaks of; what its users call it is said by the program that reads it.</summary>
public enum InputSetting
{
    /// <summary>Where the pictures are.</summary>
    Data,

    /// <summary><see cref="DataOptions.Classes"/>.</summary>
    Classes,

    /// <summary><see cref="DataOptions.Size"/>.</summary>
    Size,

    /// <summary><see cref="DataOptions.Train"/>.</summary>
    Train,

    /// <summary><see cref="DataOptions.Validation"/>.</summary>
    Validation,

    /// <summary><see cref="DataOptions.Test"/>.</summary>
    Test,

    /// <summary>What becomes of pixels before a model sees them.</summary>
    Preprocessing,

    /// <summary>The order of a model's input.</summary>
    FeatureLayout,

    /// <summary>Rows and columns of a model's input.</summary>
    FeatureSize,

    /// <summary>Which output of a model is taken.</summary>
    FeatureOutput,
}

/// <summary>
/// Something wrong with what the user gave: the message names the file or setting, what is there and what was expected.
/// </summary>
public sealed class InputException : Exception
{
    private readonly FormattableString text;

    internal InputException(FormattableString text)
        : base(Render(text, setting => setting.ToString())) => this.text = text;

    /// <summary>The message, in which each setting has the name that it has for the users of a program.</summary>
    public string Say(Func<InputSetting, string> name) => Render(text, name);

    private static string Render(FormattableString text, Func<InputSetting, string> name) =>
        string.Format(CultureInfo.InvariantCulture, text.Format, [.. text.GetArguments().Select(part => part switch
        {
            InputSetting setting => name(setting),
            FormattableString inner => Render(inner, name),
            _ => part,
        })]);
}
