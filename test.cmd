@echo off
rem Restores (locked), builds with all analyzers and runs all tests. The last line is "N passed, N failed, N skipped".
rem   test.cmd              everything
rem   test.cmd --filter X   only tests whose full name contains X
setlocal
cd /d "%~dp0"
dotnet --version >nul 2>nul
if errorlevel 1 (
  echo The tests need the .NET 10 SDK ^(10.0.4xx, see global.json^); install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again. 1>&2
  exit /b 69
)
set "ROOT=%~dp0"
call "%ROOT%.ci\adapters.cmd"
if errorlevel 1 exit /b %ERRORLEVEL%
set "FILTER="
if "%~1"=="--filter" set "FILTER=--filter-method *%~2* --ignore-exit-code 8"
set "RESULTS=%TEMP%\bench-test-%RANDOM%%RANDOM%"
set "STATUS=0"

call "%ROOT%.ci\pages.cmd"
echo Restoring ...
dotnet restore Bench.sln --locked-mode -v quiet || goto broken
echo Building ...
dotnet build Bench.sln -c Debug --no-restore -nologo -v quiet -nodeReuse:false || goto broken
echo Testing ...
dotnet test --solution Bench.sln --no-build --no-progress --results-directory "%RESULTS%\all" --report-xunit-trx %FILTER% || set "STATUS=1"
echo Testing the analysis once more without vector instructions ...
set "DOTNET_EnableHWIntrinsic=0"
dotnet test --project Tests\Analysis.Tests\Analysis.Tests.csproj --no-build --no-progress --results-directory "%RESULTS%\scalar" --report-xunit-trx %FILTER% || set "STATUS=1"
set "DOTNET_EnableHWIntrinsic="
powershell -NoProfile -Command "$r = Get-ChildItem '%RESULTS%' -Recurse -Filter *.trx | ForEach-Object { ([xml](Get-Content -Raw $_.FullName)).TestRun.Results.UnitTestResult }; $p = @($r | Where-Object outcome -eq 'Passed').Count; $f = @($r | Where-Object outcome -eq 'Failed').Count; $s = @($r | Where-Object outcome -eq 'NotExecuted').Count; Write-Output ('{0} passed, {1} failed, {2} skipped' -f $p, $f, $s); if ($f -gt 0 -or ($p + $f) -eq 0) { exit 1 }"
if errorlevel 1 set "STATUS=1"
rmdir /s /q "%RESULTS%" 2>nul
exit /b %STATUS%

:broken
echo 0 passed, 1 failed, 0 skipped
exit /b 1
