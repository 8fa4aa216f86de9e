using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Audit;

/// <summary>
/// The command audit as a user runs it. Expected numbers are from Python's decimal with 40 digits, or counted by
/// hand.
/// </summary>
public class AuditTests
{
    private const string Three = "raw,label\n-17,1\n3,0\n5,1\n";

    [Fact]
    public void Of_three_samples_it_says_what_a_hand_calculation_gives()
    {
        var found = Audit(Three, "");
        Assert.Equal("3", found["rows"]);
        Assert.Equal(("2", "1"), (found["label1"], found["label0"]));
        Assert.Equal(("-17", "5"), (found["raw_least"], found["raw_largest"]));
        Assert.Equal(
            ("0", "1", "0", "0"),
            (found["clipped_right_label1"], found["clipped_wrong_label1"], found["clipped_right_label0"], found["clipped_wrong_label0"]));
        Near(6.68510091382074548609, found["mean_loss_exact"], 1e-15);

        // Keras leaves 16.118095 of 17 + 4e-8, in float32.
        Near((16.118095 + 3.048587351573742 + 0.006715348489118068) / 3, found["mean_loss"], 1e-6);
        Near(17.00000004139937633 - 16.118095, found["largest_difference"], 1e-6);
        Assert.Equal(("1", "1"), (found["largest_difference_row"], found["zero_gradient_wrong"]));
        Assert.Equal(("", "harmful"), (found["batch_fine_from"], found["verdict"]));

        // Of gradients −1, 0.9526 and −0.0067 the first is lost.
        Near(1 / (1 + 0.9525741268224334 + 0.0066928509242848554), found["gradient_lost"], 1e-4);
    }

    [Theory]
    [InlineData("raw,label\n2,1\n-3,0\n", "fine")]
    [InlineData("raw,label\n30,1\n-30,0\n", "saturated")]
    [InlineData("raw,label\n30,1\n-30,1\n", "harmful")]
    [InlineData("raw,label\n1e4,0\n", "harmful")]
    [InlineData("raw,label\n0.1,1\n-0.1,0\n", "fine")]
    public void The_verdict_follows_its_rule(string table, string verdict) => Assert.Equal(verdict, Audit(table, "")["verdict"]);

    /// <summary>
    /// Of 200 samples with a loss of 2.13 one is cut off, which takes 0.2 % of the mean and 0.6 % of the gradient.
    /// </summary>
    [Fact]
    public void A_mean_that_is_off_is_visible_where_the_gradient_is_not()
    {
        var table = new StringBuilder("raw,label\n-17,1\n");
        for (var i = 0; i < 199; i++)
        {
            table.Append("-2,1\n");
        }

        var found = Audit(table.ToString(), "");
        Assert.Equal("visible", found["verdict"]);
        Assert.InRange(Number(found["gradient_lost"]), 0, 0.01);
    }

    /// <summary>Which verdict follows where the rule has an edge, or where something cannot be compared.</summary>
    [Theory]
    [InlineData("raw,label\n-20,1\n-30,1\n2,1\n", "--weight 2", "harmful")] // as without a weight
    [InlineData("raw,label\n-20,1\n-30,1\n2,1\n", "--loss keras-3-focal", "visible")] // how far its mean is off is not known
    [InlineData("raw,label\n-17,0\n-20,0\n", "--loss torch-logits", "visible")] // 0 in place of 4.1e-8: a batch, and nothing cut off
    [InlineData("raw,label\n18,1\n-18,0\n", "--loss logits", "fine")] // p − 1 is 0 in place of 1.5e-8
    [InlineData("raw,label\n30,1\n-30,0\n", "--loss torch-bce", "saturated")]
    [InlineData("raw,label\n0.5,1\n-0.5,0\n", "--loss tf-logits --format bfloat16", "fine")]
    [InlineData("raw,label\nnan,1\n", "", "harmful")]
    public void The_verdict_at_the_edges_of_its_rule(string table, string options, string verdict) =>
        Assert.Equal(verdict, Audit(table, options)["verdict"]);

    /// <summary>
    /// The clip holds a probability from 15.536921 on and up to −16.118097; there alone, whatever the loss is.
    /// </summary>
    [Theory]
    [InlineData("keras-2.2.4")]
    [InlineData("keras-3")]
    public void Cut_off_is_what_the_clip_holds(string loss)
    {
        var found = Audit("raw,label\n15.53692,1\n15.536921,1\n15.536921,0\n-16.118096,0\n-16.118097,0\n-16.118097,1\n", $"--loss {loss}");
        Assert.Equal(
            ["1", "1", "1", "1"],
            [
                found["clipped_right_label1"], found["clipped_wrong_label0"], found["clipped_right_label0"], found["clipped_wrong_label1"],
            ]);
    }

    /// <summary>A loss without a clip is cut off where its gradient does not depend on x either.</summary>
    [Fact]
    public void A_loss_of_0_with_a_gradient_is_not_cut_off()
    {
        var found = Audit("raw,label\n-17,0\n-60,0\n", "--loss torch-logits");
        Assert.Equal(("0", "0"), (found["clipped_right_label0"], found["zero_gradient_wrong"]));
    }

    /// <summary>Two raw outputs that are off alike, one less, and twenty more: the first rows first.</summary>
    [Fact]
    public void The_worst_samples_are_twenty_and_the_worst_first()
    {
        using var command = new Command();
        File.WriteAllText(
            command.PathOf("x.csv"), "raw,label\n-18,1\n-20,1\n-20,1\n" + string.Concat(Enumerable.Repeat("-17,1\n", 20)));
        Assert.Equal(0, command.Run("audit x.csv --no-plots").ExitCode);
        var rows = command.Read("output/audit-worst.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[0]);
        Assert.Equal([2, 3, 1, .. Enumerable.Range(4, 17)], rows.Select(int.Parse));
    }

    [Fact]
    public void Other_means_are_those_of_the_same_constants()
    {
        var found = Audit(Three, "--weight 3 --epsilon 0.001");
        Assert.Equal(found["mean_loss"], found["mean_loss:keras-2.2.4"]);
        Near(3 * 6.68510091382074548609, found["mean_loss:torch-logits"], 1e-6);
        Near(3 * 6.68510091382074548609, found["mean_loss_exact"], 1e-15);
    }

    /// <summary>A link to what would be written is as good as its name.</summary>
    [Fact]
    public void An_input_behind_a_link_is_not_written_over()
    {
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("out"));
        File.WriteAllText(command.PathOf("out/audit.csv"), Three);
        Directory.CreateSymbolicLink(command.PathOf("link"), command.PathOf("out"));
        Assert.Equal(2, command.Run("audit out/audit.csv -o link --no-plots").ExitCode);
        Assert.Equal(2, command.RunInShell("audit - -o out --no-plots", "< out/audit.csv").ExitCode);
        Assert.Equal(Three, command.Read("out/audit.csv"));
    }

    [Theory]
    [InlineData("\uFEFFlogit;target\r\n-17;1\r\n3;0\r\n5;1\r\n", "")]
    [InlineData("id\tx\ty\n1\t-17\t1\n2\t3\t0\n3\t5\t1\n", "")]
    [InlineData("-17,1\n3,0\n5,1\n", "--raw 1 --label 2")]
    [InlineData("-17,1\n3,0\n5,1\n", "")]
    [InlineData("0,label,raw\n1,1,-17\n1,0,3\n1,1,5\n", "--raw raw --label label")]
    [InlineData("-17,True\n3,False\n5,True\n", "--raw 1 --label 2")]
    [InlineData("-17,dog\n3,cat\n5,dog\n", "--raw 1 --label 2 --labels cat dog")]
    [InlineData("raw,label\n-17,1\n3,-1\n5, 1.0 \n", "--labels -1 1")]
    [InlineData("Raw , LABEL\n-17,dog\n3,Cat\n5,dog\n", "--labels cat dog")]
    [InlineData("-17,1\n3,0\n5,1\n", "--raw 1 --label 2 --no-header")]
    [InlineData("a,b\n1,-17\n0,3\n1,5\n", "--raw b --label a")]
    [InlineData("\"raw\",\"label\"\n\"-17\",True\n3,false\n5.0,1.0\n", "")]
    public void Files_of_many_kinds_say_the_same(string table, string options) =>
        Assert.Equal(Audit(Three, ""), Audit(table, options));

    [Fact]
    public void Standard_input_and_gzip_say_the_same()
    {
        using var command = new Command();
        File.WriteAllBytes(command.PathOf("three.gz"), Packed(Three));
        Assert.Equal(0, command.Run("audit three.gz -o one").ExitCode);
        Assert.Equal(0, command.RunInShell("audit - -o two", "< three.gz").ExitCode);
        Assert.Equal(command.Read("one/audit.csv"), command.Read("two/audit.csv"));
        Assert.Equal(Audit(Three, ""), Quantities(command.Read("one/audit.csv")));
    }

    [Theory]
    [InlineData("<f4")]
    [InlineData("<f8")]
    [InlineData("<f2")]
    [InlineData(">f4")]
    public void Arrays_say_the_same(string type)
    {
        using var command = new Command();
        File.WriteAllBytes(command.PathOf("raw.npy"), Npy(type, "(3,)", -17, 3, 5));
        File.WriteAllBytes(command.PathOf("label.npy"), Npy("<i8", "(3,)", 1, 0, 1));
        using (var archive = ZipFile.Open(command.PathOf("both.npz"), ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(command.PathOf("raw.npy"), "logits.npy");
            archive.CreateEntryFromFile(command.PathOf("label.npy"), "y_true.npy");
        }

        File.WriteAllBytes(command.PathOf("pair.npy"), Npy(type, "(3, 2)", -17, 1, 3, 0, 5, 1));
        File.WriteAllBytes(command.PathOf("columns.npy"), Npy(type, "(3, 2)", isByColumn: true, -17, 3, 5, 1, 0, 1));
        foreach (var files in new[] { "raw.npy label.npy", "raw.npy --label label.npy", "both.npz", "pair.npy", "columns.npy" })
        {
            Assert.Equal(0, command.Run($"audit {files} --no-plots").ExitCode);
            Assert.Equal(Audit(Three, ""), Quantities(command.Read("output/audit.csv")));
        }

        // One bit of the first array's data is another.
        using (var archive = new ZipArchive(File.Create(command.PathOf("bad.npz")), ZipArchiveMode.Create))
        {
            foreach (var (name, file) in new[] { ("raw", "raw.npy"), ("label", "label.npy") })
            {
                archive.CreateEntryFromFile(command.PathOf(file), $"{name}.npy", CompressionLevel.NoCompression);
            }
        }

        var damaged = File.ReadAllBytes(command.PathOf("bad.npz"));
        damaged[30 + "raw.npy".Length + 130] ^= 1;
        File.WriteAllBytes(command.PathOf("bad.npz"), damaged);
        var result = command.Run("audit bad.npz --no-plots");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the checksum is not that of the data", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A first row without names is a row, whatever is wrong with it.</summary>
    [Theory]
    [InlineData("-inf,1\n2,1\n-20,0\n", 3, 0)]
    [InlineData("3.5,NA\n2,1\n-20,0\n", 2, 1)]
    [InlineData(",1\n2,1\n-20,0\n", 2, 1)]
    [InlineData("3,5;1\n2;1\n-20;0\n", 2, 1)]
    public void The_first_row_of_a_table_without_names_is_not_lost(string table, int rows, int bad)
    {
        var found = Audit(table, "--raw 1 --label 2 --max-bad 1");
        Assert.Equal((rows, bad), ((int)Number(found["rows"]), (int)Number(found["bad_rows"])));
    }

    /// <summary>Columns that are named of two arrays; whole numbers below 0.</summary>
    [Fact]
    public void Columns_of_two_arrays_are_chosen_by_number()
    {
        using var command = new Command();
        File.WriteAllBytes(command.PathOf("raw.npy"), Npy("|i1", "(3, 2)", 9, -17, 9, 3, 9, 5));
        File.WriteAllBytes(command.PathOf("label.npy"), Npy("|i1", "(3, 2)", 1, 0, 0, 0, 1, 0));
        Assert.Equal(0, command.Run("audit raw.npy label.npy --raw 2 --label 1 --no-plots").ExitCode);
        Assert.Equal(Audit(Three, ""), Quantities(command.Read("output/audit.csv")));
        Assert.Contains("there is no column '3'", command.Run("audit raw.npy label.npy --raw 3 --label 1").Error, StringComparison.Ordinal);
    }

    /// <summary>A structure of a float32 and a byte, as numpy.save writes it; each row has five bytes.</summary>
    [Fact]
    public void An_array_of_structures_has_its_fields_as_columns()
    {
        using var command = new Command();
        File.WriteAllBytes(command.PathOf("both.npy"), Npy(
            "[('label', '|u1'), ('logit', '<f4')]",
            "(3,)",
            [.. new[] { (1, -17f), (0, 3f), (1, 5f) }.SelectMany(row => (byte[])[(byte)row.Item1, .. BitConverter.GetBytes(row.Item2)])]));
        Assert.Equal(0, command.Run("audit both.npy --no-plots").ExitCode);
        Assert.Equal(Audit(Three, ""), Quantities(command.Read("output/audit.csv")));
    }

    [Fact]
    public void Several_outputs_of_a_row_are_samples_of_their_own()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("many.csv"), "a,b,ya,yb\n-17,3,1,0\n5,5,1,1\n");
        File.WriteAllBytes(command.PathOf("raw.npy"), Npy("<f4", "(2, 2)", -17, 3, 5, 5));
        File.WriteAllBytes(command.PathOf("label.npy"), Npy("|i1", "(2, 2)", 1, 0, 1, 1));
        Assert.Equal(0, command.Run("audit many.csv --raw a b --label ya yb -o one").ExitCode);
        Assert.Equal(0, command.Run("audit raw.npy label.npy -o two").ExitCode);
        Assert.Equal(command.Read("one/audit.csv"), command.Read("two/audit.csv"));
        var found = Quantities(command.Read("one/audit.csv"));
        Assert.Equal(("2", "4", "1"), (found["rows"], found["samples"], found["largest_difference_row"]));
    }

    [Fact]
    public void Bad_rows_are_counted_and_named()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("bad.csv"), "raw,label\n-17,1\nabc,0\n2,3\n,1\n3,0\n5,1\nNA,1\n\"1,5\",0\n");
        var strict = command.Run("audit bad.csv");
        Assert.Equal(1, strict.ExitCode);
        string[] said =
        [
            "line 3: raw is 'abc'", "line 4: the label is 3", "line 5: raw is ''", "line 8: raw is 'NA'",
            "line 9: raw is '1,5'; expected a number of float32, with a decimal point", "5 of 8 rows cannot be read",
        ];
        foreach (var words in said)
        {
            Assert.Contains(words, strict.Error, StringComparison.Ordinal);
        }

        Assert.Empty(command.Files("output"));
        Assert.Equal(0, command.Run("audit bad.csv --max-bad 5").ExitCode);
        var found = Quantities(command.Read("output/audit.csv"));
        Assert.Equal(("3", "5"), (found["rows"], found["bad_rows"]));
        Near(6.68510091382074548609, found["mean_loss_exact"], 1e-15);
    }

    [Theory]
    [InlineData("x.csv", "raw\n1\n", "no column is known to have labels")]
    [InlineData("x.csv", "a,b\n1,1\n", "no column is known to have raw outputs or probabilities among: a, b")]
    [InlineData("x.csv", "", "the file is empty")]
    [InlineData("x.csv", "raw,label\n", "has no rows")]
    [InlineData("x.csv", "raw,label\n1,0\n2,-1\n", "x.csv, line 3: the label is -1; expected 0 or 1")]
    [InlineData("x.csv", "raw,label\n1,0\n2,-1\n", "--labels -1 1 takes -1 as 0")]
    [InlineData("x.csv --labels 1", "raw,label\n1,0\n", "--labels: '1' is not a pair of classes, such as -1 1")]
    [InlineData("x.csv --labels 1 2 --soft", "raw,label\n1,0\n", "--labels: with --soft labels are numbers from 0 to 1")]
    [InlineData("x.csv --max-bad 1", "raw,label\n,0\n", "x.csv has no rows that can be read")]
    [InlineData("x.csv --loss tf-logits", "p,y\n0.3,1\n", "tf-logits takes raw outputs")]
    [InlineData("x.csv --fail-on off=-1", "raw,label\n1,1\n", "off=X, such as off=1e-3")]
    [InlineData("x.csv --fail-on zero-gradient --loss mlnet-evaluator", "raw,label\n1,1\n", "has no gradient")]
    [InlineData("x.csv --fail-on clipt", "raw,label\n1,1\n", "clipped, zero-gradient, nan and off=X")]
    [InlineData("x.csv --format float80", "raw,label\n1,1\n", "float80")]
    [InlineData("x.csv --raw z", "raw,label\n1,1\n", "no column 'z'; it has raw, label")]
    [InlineData("none.csv", "", "none.csv cannot be read")]
    public void What_cannot_be_audited_is_said_and_nothing_is_written(string arguments, string table, string words)
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("x.csv"), table);
        var result = command.Run($"audit {arguments}");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    /// <summary>Whether a probability is one cannot be known of the header alone: all rows are bad.</summary>
    [Fact]
    public void Raw_outputs_that_are_called_probabilities_are_said()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("x.csv"), "p,y\n3,1\n");
        var result = command.Run("audit x.csv");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the probability is 3; expected a number from 0 to 1 (perhaps raw", result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    [Fact]
    public void What_a_file_has_beside_its_samples_is_said()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("x.csv"), "raw,p,label\n3,0.95,1\n");
        var said = command.Run("audit x.csv --no-plots").Output.ReplaceLineEndings(" ");
        Assert.Contains("There are probabilities too; the raw outputs say more", said, StringComparison.Ordinal);
        Assert.Contains("There is one class alone: every label is 1", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_arrays_and_archives_are_said()
    {
        using var command = new Command();
        var whole = Npy("<f4", "(3,)", -17, 3, 5);
        Refused("raw.npy", whole[..^2], "it was cut off");
        Refused("raw.npy", Npy("|O", "(3,)", 0), "an array of objects");
        Refused("raw.npy", [1, 2, 3], "expected a file that numpy.save wrote");
        Refused("raw.npy", Npy("<f4", "(4,)", 1, 2, 3, 4), "4 rows of outputs and 3 of labels");
        File.WriteAllBytes(command.PathOf("cut.gz"), Packed(Three + string.Concat(Enumerable.Repeat("1,1\n", 9999)))[..^20]);
        var result = command.Run("audit cut.gz");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the compressed data end too soon", result.Error, StringComparison.Ordinal);

        void Refused(string name, byte[] bytes, string words)
        {
            File.WriteAllBytes(command.PathOf(name), bytes);
            File.WriteAllBytes(command.PathOf("label.npy"), Npy("<i8", "(3,)", 1, 0, 1));
            var result = command.Run("audit raw.npy label.npy");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(words, result.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>σ of 3 and of −17 are known to half a step, so that the exact mean is known to as much.</summary>
    [Fact]
    public void From_probabilities_alone_the_exact_mean_is_bounded()
    {
        var found = Audit("p,y\n0.95257413,0\n0.9933072,1\n", "");
        Assert.Equal(("", ""), (found["mean_loss_exact"], found["raw_least"]));
        var exact = (3.048587351573742 + 0.006715348489118068) / 2;
        Assert.InRange(exact, Number(found["mean_loss_exact_at_least"]), Number(found["mean_loss_exact_at_most"]));
        Assert.InRange(Number(found["mean_loss_exact_at_most"]) - Number(found["mean_loss_exact_at_least"]), 0, 1e-6);
        Assert.Equal("inf", Audit("p,y\n0,1\n", "")["mean_loss_exact_at_most"]);
    }

    /// <summary>scikit-learn#17399: −log(1 − (1 − 1e-15))/4, the column of label 1 clipped by itself.</summary>
    [Fact]
    public void A_published_mean_of_probabilities_comes_out()
    {
        var found = Audit("p,y\n1,1\n1,0\n0,0\n0,0\n", "--loss sklearn-log-loss-1.1 --format float64");
        Near(8.63489399808522, found["mean_loss"], 1e-14);
    }

    /// <summary>Means of public reports, to the digits that were published: see each issue.</summary>
    [Theory]
    [InlineData("hivemall#289", "p,y\n0.01,0\n0.02,1\n", "--loss naive --format float64", 1.9610366706408238, 1e-15)]
    [InlineData(
        "scikit-learn#17399, own ε",
        "p,y\n1,1\n1,0\n0,0\n0,0\n",
        "--loss sklearn-log-loss-1.1 --epsilon 0.01 --format float64",
        1.1588302983871486,
        1e-15)]
    [InlineData(
        "scikit-learn#17399, 1.2",
        "p,y\n1,1\n1,0\n0,0\n0,0\n",
        "--loss sklearn-log-loss --format float64",
        9.010913347279288,
        1e-15)]
    [InlineData("TensorFlow's example", "raw,label\n-18.6,0\n0.51,1\n2.94,0\n-12.8,0\n", "--loss tf-logits", 0.865458, 1e-6)]
    public void A_published_mean_comes_out(string report, string table, string options, double mean, double relative)
    {
        var found = Number(Audit(table, options)["mean_loss"]);
        Assert.True(double.IsNaN(mean) ? double.IsNaN(found) : Math.Abs(found - mean) <= relative * mean, report);
    }

    /// <summary>pytorch#102894: ∞ and 1 with labels 1 and 0 are nan from raw outputs, and 0.6566 through σ.</summary>
    [Theory]
    [InlineData("torch-logits", double.NaN)]
    [InlineData("torch-bce", 0.6566)]
    public void Infinite_raw_outputs_are_counted_and_left_out_of_all_but_what_the_library_reports(string loss, double reported)
    {
        var found = Audit("raw,label\ninf,1\n1,0\nnan,1\n", $"--loss {loss}");
        Assert.Equal(("3", "1", "1", "0", "1"), (found["rows"], found["nan"], found["infinite"], found["label1"], found["label0"]));
        Assert.Equal(("1", "1", "fine"), (found["raw_least"], found["raw_largest"], found["verdict"]));
        Near(1.3132616875182228, found["mean_loss_exact"], 1e-15);
        Near(1.3132616875182228, found["mean_loss"], 1e-6);
        var mean = Number(Audit("raw,label\ninf,1\n1,0\n", $"--loss {loss}")["mean_loss_reported"]);
        Assert.True(double.IsNaN(reported) ? double.IsNaN(mean) : Math.Abs(mean - reported) <= 1e-4, $"{mean}");
    }

    /// <summary>e^−200 is no number of float32 but 0, and 0·log 0 is nan.</summary>
    [Fact]
    public void A_loss_that_is_no_number_for_a_finite_raw_output_is_harmful_and_counted()
    {
        var found = Audit("raw,label\n-200,0\n200,0\n1,0\n", "--loss tinygrad-bce");
        Assert.Equal(("0", "0", "harmful"), (found["nan"], found["infinite"], found["verdict"]));
        Assert.Equal(3, Number(found["rows"]));
        Assert.True(Number(found["loss_nan"]) + Number(found["loss_infinite"]) > 0);
    }

    /// <summary>
    /// A label of 1 smoothed by ½ is ¾: the exact loss of x = 2 is that of the soft label, from Python's decimal.
    /// </summary>
    [Fact]
    public void Smoothing_makes_other_labels()
    {
        Near(1.626928011042972496, Audit("raw,label\n2,0\n", "--smoothing 0.5 --loss torch-logits")["mean_loss_exact"], 1e-15);
        Near(1.626928011042972496, Audit("raw,label\n2,0\n", "--smoothing 0.5 --loss torch-logits")["mean_loss"], 1e-6);
    }

    [Fact]
    public void The_user_s_own_file_is_not_written_over()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("audit.csv"), Three);
        var result = command.Run("audit audit.csv -o .");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("audit.csv would be written over", result.Error, StringComparison.Ordinal);
        Assert.Equal(Three, command.Read("audit.csv"));
    }

    /// <summary>thinking-machines' and others' soft labels: y·log(1 + e^−x) + (1 − y)·log(1 + e^x).</summary>
    [Fact]
    public void Soft_labels_are_taken_where_they_are_asked_for()
    {
        Near(1.626928011042972496, Audit("raw,label\n2,0.25\n", "--soft")["mean_loss_exact"], 1e-15);
        using var command = new Command();
        File.WriteAllText(command.PathOf("soft.csv"), "raw,label\n2,0.25\n");
        Assert.Contains("or --soft", command.Run("audit soft.csv").Error, StringComparison.Ordinal);
    }

    /// <summary>Of more samples than a block has, in any order and by any number of threads: sums, counts and bins.</summary>
    [Fact]
    public void Neither_order_nor_threads_change_what_is_found()
    {
        var random = new SplitMix(3);
        (double Raw, int Label)[] samples = [.. Enumerable.Range(0, 9000).Select(i => ((random.Below(40001) - 20000) / 1000.0, i & 1))];
        using var command = new Command();
        Write("one.csv", samples);
        Write("two.csv", samples.Reverse());
        Assert.Equal(0, command.Run("audit one.csv -o one --no-plots", ("DOTNET_PROCESSOR_COUNT", "1")).ExitCode);
        Assert.Equal(0, command.Run("audit one.csv -o four --no-plots", ("DOTNET_PROCESSOR_COUNT", "4")).ExitCode);
        Assert.Equal(0, command.Run("audit two.csv -o two --no-plots").ExitCode);
        foreach (var file in command.Files("one").Where(name => name != "manifest.json"))
        {
            Assert.Equal(command.Read($"one/{file}"), command.Read($"four/{file}"));
        }

        var (found, turned) = (Quantities(command.Read("one/audit.csv")), Quantities(command.Read("two/audit.csv")));
        foreach (var name in found.Keys.Except(["largest_difference_row", "batch_fine_from"]))
        {
            Assert.Equal(found[name], turned[name]);
        }

        Assert.Equal(command.Read("one/audit-histogram.csv"), command.Read("two/audit-histogram.csv"));
        Assert.Equal(
            samples.Count(sample => sample.Label == 1 && (float)sample.Raw >= 15.536921f), Number(found["clipped_right_label1"]));
        Assert.Equal(
            samples.Count(sample => sample.Label == 0 && (float)sample.Raw >= 16.635532f), Number(found["zero_gradient_wrong"])
            - samples.Count(sample => sample.Label == 1 && (float)sample.Raw < -16.118097f));
        var bins = command.Read("one/audit-histogram.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
        foreach (var bin in bins)
        {
            Assert.Equal(
                samples.Count(sample => sample.Label == Number(bin[0])
                    && (float)sample.Raw >= Number(bin[1]) && (float)sample.Raw < Number(bin[2])),
                Number(bin[3]));
        }

        void Write(string name, IEnumerable<(double Raw, int Label)> rows) => File.WriteAllText(
            command.PathOf(name),
            "raw,label\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Raw},{row.Label}\n"))));
    }

    /// <summary>
    /// Four samples of label 1 and x = −20, 2, 2, 2: a batch is off where the first is in it, of one size or another.
    /// </summary>
    [Fact]
    public void Batches_are_counted_as_by_hand()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("four.csv"), "raw,label\n-20,1\n2,1\n2,1\n2,1\n");
        Assert.Equal(0, command.Run("audit four.csv --no-plots").ExitCode);
        Assert.Equal(
            "batch_size,batches,off,share\n1,80,20,0.25\n2,40,20,0.5\n4,20,20,1\n", command.Read("output/audit-batches.csv"));

        // The last batch of an order may be smaller, and no batch is larger than 256.
        File.WriteAllText(command.PathOf("many.csv"), "raw,label\n" + string.Concat(Enumerable.Repeat("2,1\n", 1001)));
        Assert.Equal(0, command.Run("audit many.csv --no-plots").ExitCode);
        Assert.Equal(
            [
                ("1", "20020"), ("2", "10020"), ("4", "5020"), ("8", "2520"), ("16", "1260"), ("32", "640"), ("64", "320"),
                ("128", "160"), ("256", "80"),
            ],
            command.Read("output/audit-batches.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))
                .Select(cells => (cells[0], cells[1])));
    }

    /// <summary>Numbers so large that float64 has no bins between them, one alone, and none.</summary>
    [Theory]
    [InlineData("raw,label\n1e20,1\n", "")]
    [InlineData("raw,label\n1e18,1\n", "--format float64")]
    [InlineData("raw,label\n6e16,1\n3e38,1\n-3e38,0\n", "")]
    [InlineData("raw,label\nnan,1\n", "")]
    public void Raw_outputs_of_any_size_have_a_bin(string table, string options)
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("table.csv"), table);
        Assert.Equal(0, command.Run($"audit table.csv {options}").ExitCode);
        var bins = command.Read("output/audit-histogram.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')).ToArray();
        double[] finite =
        [
            .. table.Split('\n').Skip(1).Where(row => row.Length > 0).Select(row => Number(row.Split(',')[0])).Where(double.IsFinite),
        ];
        Assert.Equal(finite.Length, bins.Sum(bin => Number(bin[3])));
        Assert.All(finite, value =>
        {
            var room = 1e-6 * Math.Abs(value);
            Assert.Contains(bins, bin => Number(bin[1]) <= value + room && value - room <= Number(bin[2]));
        });
    }

    [Theory]
    [InlineData("clipped", 1)]
    [InlineData("zero-gradient", 1)]
    [InlineData("nan", 0)]
    [InlineData("off=1e-3", 1)]
    [InlineData("off=0.5", 0)]
    [InlineData("nan,clipped", 1)]
    [InlineData("nan", 1, "raw,label\nnan,1\n2,1\n")]
    [InlineData("nan", 1, "raw,label\ninf,1\n2,1\n")]
    [InlineData("nan", 1, "raw,label\n17,1\n2,1\n", "--loss tinygrad-bce")]
    public void It_fails_on_what_it_is_told_to(string condition, int code, string table = Three, string options = "")
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("three.csv"), table);
        Assert.Equal(code, command.Run($"audit three.csv --fail-on {condition} --no-plots {options}").ExitCode);
        Assert.Contains("audit.csv", command.Files("output"));
    }

    /// <summary>What is not known is no reason to pass.</summary>
    [Fact]
    public void From_probabilities_it_fails_on_a_mean_that_may_be_off()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("p.csv"), "p,y\n0.5,1\n");
        Assert.Equal(1, command.Run("audit p.csv --no-plots --fail-on off=1e-3").ExitCode);
    }

    /// <summary>A focal loss is another function: no exact mean, and a verdict by what is cut off.</summary>
    [Fact]
    public void A_loss_that_stands_for_another_function_is_not_compared()
    {
        var found = Audit("raw,label\n0.5,1\n-0.5,0\n", "--loss keras-3-focal");
        Assert.Equal(("", "", "fine"), (found["mean_loss_exact"], found["gradient_lost"], found["verdict"]));
    }

    [Fact]
    public void The_json_is_one_object_with_null_for_what_is_not_known()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("p.csv"), "p,y\n0.5,0\n");
        using var json = JsonDocument.Parse(command.Run("audit p.csv --json --quiet").Output);
        Assert.Equal(1, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("mean_loss_exact").ValueKind);
        Assert.Equal("fine", json.RootElement.GetProperty("verdict").GetString());
    }

    /// <summary>The network's Figure 5 counts the same samples: 46 clipped, and none of them wrong.</summary>
    [Fact]
    public void Of_the_embedded_network_it_counts_what_the_network_does()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("audit").ExitCode);
        var found = Quantities(command.Read("output/audit.csv"));
        var results = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "output", "network-trained.csv")).Skip(1)
            .Select(line => line.Split(',')).Select(cells => (Label: cells[1] == "1", Raw: Number(cells[2]))).ToArray();
        Assert.Equal(results.Count(row => row.Label && row.Raw >= 15.536921), Number(found["clipped_right_label1"]));
        Assert.Equal(results.Count(row => !row.Label && row.Raw <= -16.118097), Number(found["clipped_right_label0"]));
        Assert.Equal(results.Length, Number(found["rows"]));
    }

    private static Dictionary<string, string> Audit(string table, string options)
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("table.csv"), table);
        var result = command.Run($"audit table.csv --no-plots {options}");
        Assert.True(result.ExitCode == 0, result.Error);
        return Quantities(command.Read("output/audit.csv"));
    }

    private static Dictionary<string, string> Quantities(string csv) =>
        csv.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[1]);

    private static double Number(string text) => text == "inf" ? double.PositiveInfinity
        : text == "nan" ? double.NaN
        : double.Parse(text, CultureInfo.InvariantCulture);

    private static void Near(double expected, string actual, double relative) =>
        Assert.InRange(Number(actual), expected - (Math.Abs(expected) * relative), expected + (Math.Abs(expected) * relative));

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>NumPy's format as its documentation has it, version 1.</summary>
    private static byte[] Npy(string type, string shape, params double[] values) => Npy(type, shape, false, values);

    private static byte[] Npy(string type, string shape, bool isByColumn, params double[] values)
    {
        var data = values.SelectMany(value => type[^2..] switch
        {
            "f4" => BitConverter.GetBytes((float)value),
            "f2" => BitConverter.GetBytes((Half)value),
            "i8" => BitConverter.GetBytes((long)value),
            "i1" => [unchecked((byte)(sbyte)value)],
            _ => BitConverter.GetBytes(value),
        } is var bytes && type[0] == '>' ? bytes.Reverse() : bytes);
        return Npy($"'{type}'", shape, [.. data], isByColumn);
    }

    private static byte[] Npy(string type, string shape, byte[] data, bool isByColumn = false)
    {
        var header = $"{{'descr': {type}, 'fortran_order': {(isByColumn ? "True" : "False")}, 'shape': {shape}, }}";
        header = header.PadRight((64 * ((header.Length + 74) / 64)) - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
