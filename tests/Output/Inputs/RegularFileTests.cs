using System.Diagnostics;
using Experiments.Output.Inputs;

namespace Experiments.Tests.Output.Inputs;

public sealed class RegularFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments").FullName;

    [Theory]
    [InlineData("file", true, null)]
    [InlineData("link", true, null)]
    [InlineData("nothing", false, null)]
    [InlineData("folder", false, "it is a folder")]
    [InlineData("dangling", false, "it is a link that leads to no file")]
    [InlineData("loop", false, "it is a link that leads to no file")]
    [InlineData("protected", true, "it is read-only")]
    [InlineData("pipe", false, "it is no regular file")]
    [InlineData("device", false, "it is a link that leads to no file")]
    public void What_holds_bytes_is_told_without_opening_it_and_what_hinders_it_is_said(string name, bool isFile, string? why)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes and devices are told on Linux alone");
        File.WriteAllText(At("file"), "x");
        Directory.CreateDirectory(At("folder"));
        File.CreateSymbolicLink(At("link"), "file");
        File.CreateSymbolicLink(At("dangling"), "nowhere");
        File.CreateSymbolicLink(At("loop"), "loop");
        File.CreateSymbolicLink(At("device"), "/dev/zero");
        File.WriteAllText(At("protected"), "x");
        using var shell = Process.Start("sh", ["-c", $"chmod a-w '{At("protected")}' && mkfifo '{At("pipe")}'"]);
        shell.WaitForExit();
        Assert.Equal((isFile, why), (RegularFile.Is(At(name)), RegularFile.Obstacle(At(name))));
        Assert.Equal(isFile ? null : why ?? $"Could not find file '{At(name)}'.", Refusal());

        string? Refusal()
        {
            try
            {
                using var opened = RegularFile.Open(At(name));
                return null;
            }
            catch (IOException error)
            {
                return error.Message;
            }
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string At(string name) => Path.Combine(root, name);
}
