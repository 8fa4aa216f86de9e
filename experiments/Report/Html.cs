using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Report;

/// <summary>Markup. What stands in the holes of an interpolated string is text, escaped, unless it is markup.</summary>
internal readonly record struct Html(string Markup)
{
    /// <summary>No markup.</summary>
    public static Html None { get; } = new(string.Empty);

    /// <summary>Markup with text in its holes.</summary>
    public static Html Of(Holes markup) => new(markup.ToString());

    /// <summary>Some markup, one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts, string between = "") => new(string.Join(between, parts.Select(part => part.Markup)));

    /// <summary>Text in markup; what is no character of it becomes �.</summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(
        text.Any(IsForbidden) ? string.Concat(text.Select(letter => IsForbidden(letter) ? '\uFFFD' : letter)) : text);

    /// <summary>A verdict that does not rest on its colour: good, poor or open.</summary>
    public static Html Badge(string verdict, string kind) => Of($"<span class=\"badge {kind}\">{verdict}</span>");

    /// <inheritdoc/>
    public override string ToString() => Markup;

    private static bool IsForbidden(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t')) || Excerpt.TurnsDirection(letter);

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Holes(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (16 * formattedCount));

        /// <summary>Adds markup.</summary>
        public void AppendLiteral(string markup) => text.Append(markup);

        /// <summary>Adds text.</summary>
        public void AppendFormatted(string words) => text.Append(Escaped(words));

        /// <summary>Adds a number.</summary>
        public void AppendFormatted(int number) => text.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>Adds markup.</summary>
        public void AppendFormatted(Html markup) => text.Append(markup.Markup);

        /// <summary>Adds markup, one after the other.</summary>
        public void AppendFormatted(IEnumerable<Html> markup) => text.Append(Join(markup).Markup);

        /// <inheritdoc/>
        public override string ToString() => text.ToString();
    }
}
