namespace Cutwork.Cli.Tests;

public sealed class LibTorchTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    private string Put(string folder, string file)
    {
        Directory.CreateDirectory(Path.Combine(temporary.Path, folder));
        File.WriteAllText(Path.Combine(temporary.Path, folder, file), "not a library");
        return Path.Combine(temporary.Path, folder);
    }

    [Fact]
    public void TheNamedFolderComesFirstThenTheToolsThenNuGets()
    {
        string named = Put("named", "libtorch_cpu.so");
        string tool = Path.Combine(temporary.Path, "tool");
        string packages = Path.Combine(temporary.Path, "packages");
        string package = Put("packages/libtorch-cpu-linux-x64/2.10.0/runtimes/linux-x64/native", "libtorch_cpu.so");
        Assert.Equal(package, LibTorch.Find("linux-x64", null, tool, packages));
        string beside = Put("tool/runtimes/linux-x64/native", "libtorch_cpu.so");
        Assert.Equal(beside, LibTorch.Find("linux-x64", "", tool, packages));
        Assert.Equal(named, LibTorch.Find("linux-x64", named, tool, packages));
        string windows = Put("tool/runtimes/win-x64/native", "torch_cpu.dll");
        Assert.Equal(windows, LibTorch.Find("win-x64", null, tool, packages));
    }

    [Fact]
    public void WhereItIsMissingTheErrorSaysHowToGetIt()
    {
        string nowhere = temporary.Path;
        string said = Assert.Throws<Failure>(() => LibTorch.Find("linux-x64", null, nowhere, "/packages")).Message;
        Assert.Contains("`dotnet package download libtorch-cpu-linux-x64@2.10.0 --output /packages`", said);
        Assert.Contains("libtorch_cpu.so", said);
        Assert.Contains(
            "there is no libtorch_cpu.so in it",
            Assert.Throws<Failure>(() => LibTorch.Find("linux-x64", nowhere, nowhere, nowhere)).Message
        );
        Assert.Contains(
            "none for linux-arm64: it runs on linux-x64, win-x64, osx-arm64",
            Assert.Throws<Failure>(() => LibTorch.Load("linux-arm64", null, nowhere, nowhere)).Message
        );
    }

    [Fact]
    public void WhatIsNoLibraryIsSaid()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The names are Linux's.");
        string named = Put("named", "libtorch_cpu.so");
        Assert.Contains(
            "cannot be loaded; it has to be version 2.10.0 for linux-x64",
            Assert.Throws<Failure>(() => LibTorch.Load("linux-x64", named, temporary.Path, temporary.Path)).Message
        );
    }
}
